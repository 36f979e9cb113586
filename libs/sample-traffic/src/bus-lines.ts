import { busCall } from './access-lines';
import type { Dice } from './dice';
import type { Line } from './line';
import { CONSUMERS, type Person } from './people';

const ASKS: Person = CONSUMERS.find(({ type }) => type === 'service') ?? CONSUMERS[0];
const ROWS = 20;

/** An exchange that both ends log: the bus for who asked, the warehouse for itself, under the same id. */
export function pairedCall(dice: Dice, at: number): Line[] {
  const asked = askedHalf(dice, at + dice.below(50_000));
  return [asked, answeredHalf(asked)];
}

/** What the bus logs where the portal asks. */
export function askedHalf(dice: Dice, at: number): Line {
  const requestId = `bus-${at.toString(36)}-${dice.below(1e9).toString(36)}`;
  const text = busCall(dice, at, ASKS, { rows: ROWS, requestId, side: 'consumer', operation: 'read' });
  return { sourceId: 'lgsp-gateway', at, text };
}

/** What the warehouse logs where it answers, a moment later. */
function answeredHalf(asked: Line): Line {
  const call = JSON.parse(asked.text) as { request_id: string; service: string; bytes: number };
  const at = asked.at + 40;
  const text = JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    event: {
      ...{ kind: 'event', category: ['database'], type: ['access'], action: 'data_read' },
      ...{ outcome: 'success', dataset: 'kho.api' },
    },
    user: { name: ASKS.account },
    source: { ip: ASKS.address },
    host: { name: 'dw-api-01' },
    http: { response: { status_code: 200, body: { bytes: call.bytes } } },
    xroad: {
      ...{ role: 'producer', request_id: call.request_id },
      client: { member_code: ASKS.agency, subsystem: ASKS.system },
      service: { member_code: 'so-khcn', subsystem: 'kho-du-lieu', service_code: call.service },
    },
    access: {
      ...{ dataset: ASKS.datasets[0], purpose: ASKS.purpose, agreement_id: ASKS.agreement, rows: ROWS },
      ...{ account_type: ASKS.type, authorisation: 'granted', authentication: 'mtls' },
    },
  });
  return { sourceId: 'kho-api', at, text };
}
