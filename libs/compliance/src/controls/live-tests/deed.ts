import type { Bilingual, Day, Evidence, EvidenceOf } from '@khien/model';
import { z } from 'zod';
import { isDay } from '../../working-days/day-arithmetic';
import { useOf } from '../evidence-use';
import { addPeriod } from '../period';
import { dayWords, EVIDENCE_WORDS, opening, type SaidKind } from '../wording';
import { LocalPeriod, limitOf } from './limit';
import type { LiveContext, LiveVerdict } from './live-test';
import { decided, earlier, undecided, until, worse } from './verdict';

/** Kinds of evidence about something done on a day: rà quét, diễn tập, đào tạo… */
export type DeedKind = Extract<
  SaidKind,
  | 'assessment'
  | 'restore_test'
  | 'vulnerability_scan'
  | 'penetration_test'
  | 'drill'
  | 'training'
  | 'risk_assessment'
  | 'account_review'
  | 'time_sync'
>;

/** Settings of every test of something to be done again and again. */
export const DEED_SETTINGS = {
  /** Figure of the control that holds the interval. */
  parameter: z.string().default('interval'),
  /** Interval where the control's level has no figure. */
  local: LocalPeriod.optional(),
};

export interface Finding {
  status: 'partly' | 'not_met';
  reason: Bilingual;
}

interface DeedQuestion<K extends DeedKind> {
  kind: K;
  settings: { parameter: string; local?: z.output<typeof LocalPeriod> | undefined };
  /** Which deeds count for this control; all of them unless said. */
  counts?: (deed: EvidenceOf<K>) => boolean;
  /** What the last deed found that keeps the control from being met. */
  findings?: (deed: EvidenceOf<K>) => Finding[];
}

/**
 * Whether something is done as often as it must be. A deed older than its interval is overdue (not met); evidence past its
 * own last day proves nothing (unverifiable). The newest deed counts, of whichever of system, agency and province it is.
 */
export function judgeDeed<K extends DeedKind>(context: LiveContext, question: DeedQuestion<K>): LiveVerdict {
  const { kind, settings } = question;
  const name = EVIDENCE_WORDS[kind];
  const last = newest(context.evidence.of(kind), context.on, question.counts);
  if (!last) return nothingDone(context, question);
  const { deed, doneOn } = last;
  const limit = limitOf(context.control, { parameter: settings.parameter, local: settings.local });
  const on = dayWords(doneOn);
  if (!limit)
    return undecided(
      {
        vi: `${opening(name.vi)} gần nhất ngày ${on}; chưa có chu kỳ để đối chiếu.`,
        en: `Last ${name.en} on ${on}; there is no interval to compare with.`,
      },
      [useOf(deed, true)],
    );
  const dueOn = addPeriod(doneOn, limit.period);
  if (context.on > dueOn)
    return decided(
      'not_met',
      {
        vi: `${opening(name.vi)} gần nhất ngày ${on}, quá hạn từ ngày ${dayWords(dueOn)} (chu kỳ ${limit.words.vi}).`,
        en: `Last ${name.en} on ${on}, overdue since ${dayWords(dueOn)} (every ${limit.words.en}).`,
      },
      [useOf(deed, false)],
    );
  const done: LiveVerdict = {
    status: 'met',
    reasons: [
      {
        vi: `${opening(name.vi)} gần nhất ngày ${on}, còn hạn đến ${dayWords(dueOn)} (chu kỳ ${limit.words.vi}).`,
        en: `Last ${name.en} on ${on}, good until ${dayWords(dueOn)} (every ${limit.words.en}).`,
      },
    ],
    evidence: [useOf(deed, true)],
  };
  const judged = withFindings(done, question.findings?.(deed) ?? []);
  return until(judged, earlier(dueOn, deed.effectiveTo));
}

function withFindings(done: LiveVerdict, findings: readonly Finding[]): LiveVerdict {
  const reasons = [...done.reasons, ...findings.map(({ reason }) => reason)];
  const status = findings.reduce<LiveVerdict['status']>(
    (worst, each) => worse(worst, each.status),
    done.status,
  );
  return { ...done, status, reasons };
}

function newest<K extends DeedKind>(
  evidence: readonly EvidenceOf<K>[],
  on: Day,
  counts: ((deed: EvidenceOf<K>) => boolean) | undefined,
): { deed: EvidenceOf<K>; doneOn: Day } | undefined {
  let best: { deed: EvidenceOf<K>; doneOn: Day } | undefined;
  for (const deed of evidence) {
    const doneOn = doneOnOf(deed);
    if (doneOn === undefined || !isDay(doneOn) || doneOn > on || counts?.(deed) === false) continue;
    const later = !best || doneOn > best.doneOn;
    if (later || (doneOn === best?.doneOn && deed.collectedAt > best.deed.collectedAt))
      best = { deed, doneOn };
  }
  return best;
}

const doneOnOf = ({ fact }: Evidence): Day | undefined => ('on' in fact ? fact.on : undefined);

function nothingDone<K extends DeedKind>(
  context: LiveContext,
  { kind, counts }: DeedQuestion<K>,
): LiveVerdict {
  const { vi, en } = EVIDENCE_WORDS[kind];
  const [old] = context.evidence.expired(kind).filter((each) => counts?.(each) !== false);
  return old
    ? undecided(
        {
          vi: `Chứng cứ đã quá hạn: ${vi}, hết hiệu lực ngày ${dayWords(old.effectiveTo ?? context.on)}.`,
          en: `Evidence out of date: ${en}, ended on ${dayWords(old.effectiveTo ?? context.on)}.`,
        },
        [useOf(old, false)],
      )
    : undecided({ vi: `Chưa có chứng cứ về ${vi}.`, en: `No evidence of a ${en} yet.` });
}
