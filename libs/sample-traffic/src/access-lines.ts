import type { Dice } from './dice';
import { CONSUMERS, type Person, STAFF } from './people';

export interface Call {
  rows: number;
  dataset?: string;
  purpose?: string | undefined;
  agreement?: string | undefined;
  address?: string;
  authorisation?: 'granted' | 'denied';
  channel?: 'lgsp' | 'direct';
  operation?: 'read' | 'search' | 'export';
  requestId?: string;
  /** Where both ends log the call: which of them this is. */
  side?: 'consumer' | 'provider';
}

/** One call over the sharing bus, in the gateway's own JSON form (`libs/profiles/src/lgsp-access/README.md`). */
export function busCall(dice: Dice, at: number, person: Person, call: Call): string {
  const denied = call.authorisation === 'denied';
  return JSON.stringify({
    time: new Date(at).toISOString(),
    request_id: call.requestId ?? `lgsp-${at.toString(36)}-${dice.below(1e9).toString(36)}`,
    ...(call.side && { side: call.side }),
    channel: call.channel ?? 'lgsp',
    consumer: {
      agency: person.agency,
      system: person.system,
      account: person.account,
      account_type: person.type,
    },
    provider: { agency: 'so-khcn', system: 'kho-du-lieu' },
    service: `tra-cuu-${call.dataset ?? person.datasets[0]}`,
    dataset: call.dataset ?? person.datasets[0],
    operation: call.operation ?? 'search',
    ...('purpose' in call ? { purpose: call.purpose } : { purpose: person.purpose }),
    ...('agreement' in call ? { agreement_id: call.agreement } : { agreement_id: person.agreement }),
    authentication: person.type === 'service' ? 'mtls' : 'oidc',
    authorisation: call.authorisation ?? 'granted',
    rows: denied ? 0 : call.rows,
    bytes: denied ? 210 : 300 + call.rows * 180,
    status: denied ? 403 : 200,
    duration_ms: 12 + dice.below(400),
    client_ip: call.address ?? person.address,
    gateway: dice.pick(['lgsp-gw-01', 'lgsp-gw-02']),
  });
}

export function ordinaryCall(dice: Dice, at: number): string {
  const person = dice.pick(CONSUMERS);
  return busCall(dice, at, person, { rows: 1 + dice.below(12), dataset: dice.pick(person.datasets) });
}

/** A read of the warehouse's own API, in ECS. */
export function warehouseRead(dice: Dice, at: number): string {
  const person = dice.pick(CONSUMERS);
  return JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    event: {
      kind: 'event',
      category: ['database'],
      type: ['access'],
      action: 'data_read',
      outcome: 'success',
      dataset: 'kho.api',
    },
    user: { name: person.account },
    source: { ip: person.address },
    host: { name: 'dw-api-01' },
    access: {
      dataset: dice.pick(person.datasets),
      purpose: person.purpose,
      agreement_id: person.agreement,
      rows: 1 + dice.below(20),
      account_type: person.type,
      authorisation: 'granted',
      authentication: 'mtls',
    },
  });
}

export function signIn(at: number, user: string, address: string, outcome: 'success' | 'failure'): string {
  return JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    event: {
      kind: 'event',
      category: ['authentication'],
      type: ['start'],
      action: 'user_login',
      outcome,
      dataset: 'sso.login',
    },
    user: { name: user },
    source: { ip: address },
    host: { name: 'sso-01' },
    service: { name: 'sso' },
  });
}

export function ordinarySignIn(dice: Dice, at: number): string {
  const user = dice.pick(STAFF);
  return signIn(at, user, `10.20.4.${11 + STAFF.indexOf(user)}`, dice.chance(0.04) ? 'failure' : 'success');
}

export function mailDelivery(dice: Dice, at: number): string {
  const user = dice.pick(STAFF);
  return JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    event: {
      kind: 'event',
      category: ['email'],
      type: ['info'],
      action: 'mail_delivered',
      outcome: 'success',
      dataset: 'mail.gateway',
    },
    email: {
      from: { address: [`${user}@haivan.example`] },
      to: { address: ['van-thu@haivan.example'] },
      direction: 'internal',
    },
    host: { name: 'mail-01' },
  });
}

export function sensorUpload(dice: Dice, at: number): string {
  return JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    event: {
      kind: 'metric',
      category: ['host'],
      type: ['info'],
      action: 'sensor_upload',
      outcome: 'success',
      dataset: 'iot.gateway',
    },
    source: { ip: `10.30.2.${30 + dice.below(20)}` },
    host: { name: 'iot-gw-01' },
    labels: { station: `tram-${1 + dice.below(20)}` },
  });
}

export function healthRecordRead(dice: Dice, at: number): string {
  const doctor = dice.pick([CONSUMERS[3] ?? CONSUMERS[0], CONSUMERS[4] ?? CONSUMERS[0]]);
  return JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    event: {
      kind: 'event',
      category: ['database'],
      type: ['access'],
      action: 'data_read',
      outcome: 'success',
      dataset: 'benhan.api',
    },
    user: { name: doctor.account },
    source: { ip: doctor.address },
    host: { name: 'emr-01' },
    access: {
      dataset: 'ho-so-suc-khoe',
      purpose: 'kham-chua-benh',
      agreement_id: 'TT-2026-002',
      rows: 1,
      account_type: 'person',
      authorisation: 'granted',
      authentication: 'oidc',
    },
  });
}
