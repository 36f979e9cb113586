import type { Agreement, Bilingual, Day, Evidence, EvidenceFact, System } from '@khien/model';
import { say } from '../../layers/say';
import { type Duty, type DutyCase, ofSystem, titled } from '../duty';

/** What runs out by itself: certificates, contracts, rosters, exceptions, agreements, and any evidence with a last day. */
export function expiryDuties(input: DutyCase): Duty[] {
  const latest = latestOfEach(input.evidence);
  return [
    ...latest.flatMap((evidence) => expiriesOf(evidence, input)),
    ...input.agreements.flatMap((agreement) => agreementDuty(agreement, input)),
    ...controlExpiries(latest, input),
  ];
}

/** Evidence of one thing said again later replaces what was said before. */
function latestOfEach(evidence: readonly Evidence[]): Evidence[] {
  const latest = new Map<string, Evidence>();
  for (const each of evidence) {
    const key = subjectOf(each);
    if (key === undefined) continue;
    const known = latest.get(key);
    if (!known || isLater(each, known)) latest.set(key, each);
  }
  return [...latest.values()];
}

const isLater = (one: Evidence, other: Evidence): boolean =>
  one.effectiveFrom !== other.effectiveFrom
    ? one.effectiveFrom > other.effectiveFrom
    : one.collectedAt !== other.collectedAt
      ? one.collectedAt > other.collectedAt
      : one._id > other._id;

/** What a piece of evidence is about; undefined for what never runs out (a report that was sent, a request). */
function subjectOf({ systemId = '', agencyId = '', fact }: Evidence): string | undefined {
  const whose = `${systemId}|${agencyId}|${fact.kind}`;
  switch (fact.kind) {
    case 'report_sent':
      return undefined;
    case 'designation':
      return `${whose}|${fact.role}|${fact.unit ?? ''}|${fact.person ?? ''}`;
    case 'contract':
      return `${whose}|${fact.title}`;
    case 'attestation':
      return `${whose}|${fact.controlId}`;
    case 'exception':
      return fact.state === 'requested' ? undefined : `${whose}|${fact.controlId}`;
    case 'national_link':
      return `${whose}|${fact.endpoint}`;
    default:
      return whose;
  }
}

function expiriesOf(evidence: Evidence, input: DutyCase): Duty[] {
  const { fact, effectiveTo, effectiveFrom, _id } = evidence;
  const whose = whoseOf(evidence, input);
  const base = (what: Bilingual, dueOn: Day): Omit<Duty, 'id' | 'kind' | 'clause' | 'mark'> => ({
    ...whose.of,
    title: titled(what, whose.name),
    startedOn: effectiveFrom,
    dueOn,
  });
  const local = { clause: 'Chứng cứ đã ghi nhận', mark: 'INF' };
  const ends: Duty[] = [];
  if (fact.kind === 'designation' && fact.certificate)
    ends.push({
      ...base(
        say(`Chứng chỉ «${fact.certificate.name}» hết hạn`, `Certificate “${fact.certificate.name}” ends`),
        fact.certificate.validTo,
      ),
      id: `certificate|${_id}`,
      kind: 'certificate',
      clause: 'Luật 116 Đ34.2',
      mark: 'V1',
    });
  if (fact.kind === 'contract')
    ends.push({
      ...base(say(`Hợp đồng «${fact.title}» hết hạn`, `Contract “${fact.title}” ends`), fact.validTo),
      id: `contract|${_id}`,
      kind: 'contract',
      clause: `Hợp đồng số ${fact.paper.number}`,
      mark: 'INF',
    });
  if (fact.kind === 'monitoring_service' && fact.rosterUntil !== undefined)
    ends.push({
      ...base(say('Lịch trực giám sát hết hạn', 'The monitoring roster ends'), fact.rosterUntil),
      id: `roster|${_id}`,
      kind: 'evidence',
      ...local,
    });
  const last = lastDayOf(fact, (id) => input.controlTitle?.(id) ?? say(id, id));
  if (effectiveTo !== undefined && last)
    ends.push({ ...base(last.what, effectiveTo), id: `${last.kind}|${_id}|end`, kind: last.kind, ...local });
  return ends;
}

/** What it means that evidence of a kind reaches its last day. */
function lastDayOf(
  fact: EvidenceFact,
  named: (controlId: string) => Bilingual,
): { kind: Duty['kind']; what: Bilingual } | undefined {
  switch (fact.kind) {
    case 'monitoring_service':
      return {
        kind: 'contract',
        what: say(`Dịch vụ giám sát của ${fact.provider} hết hạn`, `Monitoring by ${fact.provider} ends`),
      };
    case 'exception':
      return fact.state === 'approved'
        ? {
            kind: 'exception',
            what: say(
              `Ngoại lệ của biện pháp «${named(fact.controlId).vi}» hết hạn`,
              `The exception of «${named(fact.controlId).en}» ends`,
            ),
          }
        : undefined;
    case 'designation':
      return { kind: 'evidence', what: say('Quyết định phân công hết hiệu lực', 'The designation ends') };
    // Attestations are counted together, a contract ends by its own day.
    case 'attestation':
    case 'contract':
      return undefined;
    default:
      return {
        kind: 'evidence',
        what: say(
          `Chứng cứ «${WORDS[fact.kind] ?? fact.kind}» hết hiệu lực`,
          `Evidence “${fact.kind.replaceAll('_', ' ')}” ends`,
        ),
      };
  }
}

const WORDS: Partial<Record<EvidenceFact['kind'], string>> = {
  assessment: 'kiểm tra, đánh giá',
  national_link: 'kết nối quốc gia',
  anti_malware: 'phòng, chống mã độc',
  backup: 'sao lưu',
  restore_test: 'kiểm tra khôi phục',
  vulnerability_scan: 'rà quét lỗ hổng',
  penetration_test: 'kiểm thử xâm nhập',
  drill: 'diễn tập',
  training: 'đào tạo',
  regulation: 'quy chế bảo đảm an ninh mạng',
  risk_assessment: 'đánh giá rủi ro',
  account_review: 'rà soát tài khoản',
  mfa: 'xác thực đa yếu tố',
  time_sync: 'đồng bộ thời gian',
  log_retention: 'lưu nhật ký',
};

function whoseOf(
  { systemId, agencyId }: Evidence,
  { systemOf, agencyName }: DutyCase,
): { name: Bilingual; of: Pick<Duty, 'systemId' | 'agencyId' | 'href'> } {
  const system = systemOf(systemId);
  if (system) return { name: system.name, of: ofSystem(system) };
  if (agencyId !== undefined) return { name: agencyName(agencyId), of: { agencyId } };
  return { name: say('toàn tỉnh', 'the province'), of: {} };
}

/** The end of an agreement on sharing data; done once a later one between the same two is there. */
function agreementDuty(agreement: Agreement, { agreements, systemOf, agencyName }: DutyCase): Duty[] {
  const { id, consumer, provider, validFrom, validTo, citation } = agreement;
  const [giving, asking] = [systemOf(provider), systemOf(consumer)];
  const name = (system: typeof giving, fallback: string): Bilingual => system?.name ?? agencyName(fallback);
  const renewed = agreements.find(
    (other) => other.consumer === consumer && other.provider === provider && other.validTo > validTo,
  );
  const [to, from] = [name(asking, consumer), name(giving, provider)];
  return [
    {
      ...(giving ? ofSystem(giving) : {}),
      id: `agreement|${id}`,
      kind: 'agreement',
      title: say(
        `Thỏa thuận chia sẻ dữ liệu ${id} hết hạn: ${from.vi} → ${to.vi}`,
        `Data-sharing agreement ${id} ends: ${from.en} → ${to.en}`,
      ),
      startedOn: validFrom,
      dueOn: validTo,
      clause: citation,
      mark: 'INF',
      ...(renewed && { state: 'done', doneOn: renewed.validFrom }),
    },
  ];
}

/**
 * People's words on controls that run out, by their own last day or by the freshness of the control: all of a system that end on one
 * day are one deadline, for there may be hundreds.
 */
function controlExpiries(latest: readonly Evidence[], { sheets = [], systemOf }: DutyCase): Duty[] {
  const ends = new Map<string, Map<Day, Set<string>>>();
  const add = (systemId: string, controlId: string, day: Day | undefined): void => {
    if (day === undefined) return;
    const days = ends.get(systemId) ?? new Map<Day, Set<string>>();
    ends.set(systemId, days);
    days.set(day, (days.get(day) ?? new Set()).add(controlId));
  };
  for (const { systemId, effectiveTo, fact } of latest)
    if (fact.kind === 'attestation' && systemId !== undefined) add(systemId, fact.controlId, effectiveTo);
  for (const { _id, controls } of sheets)
    for (const { controlId, basis, status, expiresOn } of controls)
      if (basis === 'attested' && status !== 'unverifiable') add(_id, controlId, expiresOn);
  return [...ends].flatMap(([systemId, days]) => {
    const system = systemOf(systemId);
    return system ? [...days].map(([day, controls]) => confirmation(system, day, controls.size)) : [];
  });
}

const confirmation = (system: System, dueOn: Day, count: number): Duty => ({
  ...ofSystem(system, '/controls'),
  id: `controls|${system.id}|${dueOn}`,
  kind: 'evidence',
  title: titled(
    say(`Xác nhận lại ${count} biện pháp`, `${count} controls to be confirmed again`),
    system.name,
  ),
  dueOn,
  owes: say('Đơn vị vận hành', 'Operator'),
  clause: 'Thời hạn của chứng cứ theo bộ biện pháp',
  mark: 'INF',
});
