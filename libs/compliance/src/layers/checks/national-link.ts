import type { EvidenceOf } from '@khien/model';
import { countsOn } from '../../legal/dated';
import { absent, breach, type CheckCase, type CheckRun, met, numberOf, stale } from '../check-run';
import type { Endpoint } from '../endpoint-alias';
import { dayWords, momentWords, say } from '../say';

type Link = EvidenceOf<'national_link'>;
const MINUTE = 60_000;
const NONE = say('Chưa có kết nối nào được ghi nhận', 'No connection is on record');

const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').trim();

/** The line of the table that a name stands on, by id, name or alias (K8). */
function endpointOf({ model, on }: CheckCase, named: string): Endpoint | undefined {
  const wanted = plain(named);
  return model.endpoints
    .filter((each) => countsOn(each, on))
    .find(({ id, name, aliases }) =>
      [id, name.vi, name.en, ...aliases].some((each) => plain(each) === wanted),
    );
}

/** The newest word on each receiver. */
function links({ index }: CheckCase): Link[] {
  const newest = new Map<string, Link>();
  for (const link of index.of('national_link'))
    if (!newest.has(link.fact.endpoint)) newest.set(link.fact.endpoint, link);
  return [...newest.values()];
}

const nameOf = (input: CheckCase, { fact }: Link): string =>
  endpointOf(input, fact.endpoint)?.name.vi ?? fact.endpoint;

/** A link of layer 4: to a receiver of monitoring information that the table knows. */
const counting = (input: CheckCase): Link[] =>
  links(input).filter(({ fact }) => {
    const kind = endpointOf(input, fact.endpoint)?.kind;
    return kind === 'national' || kind === 'provincial';
  });

const RANK = { connected: 2, down: 1, planned: 0 } as const;
/** The link that says most for the system: one that is up, with the latest sending. */
const best = (found: readonly Link[]): Link | undefined =>
  [...found].sort(
    (one, other) =>
      RANK[other.fact.state] - RANK[one.fact.state] ||
      (other.fact.lastSentAt ?? 0) - (one.fact.lastSentAt ?? 0),
  )[0];

/** Lớp 4: connected and sending. */
export const checkNationalLink: CheckRun = (input) => {
  const link = best(counting(input));
  if (!link) {
    const [ended] = input.index.expired('national_link');
    return ended
      ? stale(
          input,
          ended,
          say('Ghi nhận kết nối đã hết hiệu lực', 'The record of the connection has run out'),
        )
      : absent(
          input,
          say(
            'Chưa kết nối tới trung tâm an ninh mạng quốc gia hoặc của tỉnh',
            'Not connected to the national or the provincial centre',
          ),
        );
  }
  const { state, lastSentAt } = link.fact;
  const name = nameOf(input, link);
  if (state === 'planned')
    return breach(input, [link], say(`${name}: mới có kế hoạch kết nối`, `${name}: only planned`));
  if (state === 'down')
    return breach(input, [link], say(`${name}: mất kết nối`, `${name}: the link is down`));
  if (lastSentAt === undefined)
    return {
      ...stale(
        input,
        link,
        say(`${name}: chưa ghi nhận lần gửi dữ liệu nào`, `${name}: no sending is on record`),
      ),
      verdict: 'unverifiable',
    };
  const silence = numberOf(input.figure('silence'));
  const minutes = Math.floor((input.now - lastSentAt) / MINUTE);
  if (silence !== undefined && minutes > silence) {
    const at = momentWords(lastSentAt);
    return stale(
      input,
      link,
      say(
        `${name}: lần gửi gần nhất lúc ${at}, quá ${silence} phút`,
        `${name}: last sent at ${at}, more than ${silence} minutes ago`,
      ),
    );
  }
  return met(input, {
    evidence: [link],
    text: say(`${name}: đang truyền dữ liệu`, `${name}: connected and sending`),
  });
};

/** Lớp 4: every receiver on record is one the table knows. */
export const checkEndpoint: CheckRun = (input) => {
  const found = links(input);
  if (found.length === 0) return absent(input, NONE);
  const unknown = found.filter(({ fact }) => endpointOf(input, fact.endpoint) === undefined);
  if (unknown.length > 0) {
    const names = unknown.map(({ fact }) => fact.endpoint).join(', ');
    return breach(
      input,
      unknown,
      say(`«${names}» không có trong bảng đầu mối`, `“${names}” is not in the table of endpoints`),
    );
  }
  const names = found.map((link) => nameOf(input, link)).join(', ');
  return met(input, { evidence: found, text: say(`Nơi nhận: ${names}`, `Receiver: ${names}`) });
};

/** Lớp 4: real time, as far as the figure says. */
export const checkLinkLag: CheckRun = (input) => {
  const link = best(counting(input));
  if (link?.fact.state !== 'connected') return absent(input, NONE);
  const { lagSeconds: lag } = link.fact;
  const most = numberOf(input.figure('seconds'));
  if (lag === undefined || most === undefined)
    return {
      ...met(input, { evidence: [link], text: say('Chưa đo độ trễ', 'The lag is not measured') }),
      verdict: 'unverifiable',
    };
  const ratio = {
    vi: `Độ trễ ${lag} giây, ngưỡng ${most} giây`,
    en: `Lag ${lag} seconds, limit ${most} seconds`,
  };
  return lag > most ? breach(input, [link], ratio) : met(input, { evidence: [link], text: ratio });
};

/** Lớp 4: no connection before its plan was approved. */
export const checkPlanBeforeConnection: CheckRun = (input) => {
  const found = links(input).filter(({ fact }) => fact.state !== 'planned');
  if (found.length === 0) return absent(input, NONE);
  const without = found.filter(({ fact }) => fact.planApproved === undefined);
  const late = found.filter(
    ({ fact: { planApproved, connectedOn } }) =>
      planApproved !== undefined && connectedOn !== undefined && planApproved.date > connectedOn,
  );
  const [bad] = [...without, ...late];
  if (bad) {
    const name = nameOf(input, bad);
    const text =
      bad.fact.planApproved === undefined
        ? say(
            `${name}: kết nối khi chưa có phương án được phê duyệt`,
            `${name}: connected without an approved plan`,
          )
        : say(
            `${name}: phương án ${bad.fact.planApproved.number} (${dayWords(bad.fact.planApproved.date)}) có sau khi kết nối`,
            `${name}: the plan ${bad.fact.planApproved.number} (${dayWords(bad.fact.planApproved.date)}) came after the connection`,
          );
    return breach(input, [...without, ...late], text);
  }
  return met(input, {
    evidence: found,
    text: say('Phương án được phê duyệt trước khi kết nối', 'The plan was approved before the connection'),
  });
};
