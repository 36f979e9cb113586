import type { Bilingual, Day, Evidence, EvidenceOf } from '@khien/model';
import { z } from 'zod';
import { isDay } from '../../working-days/day-arithmetic';
import { useOf } from '../evidence-use';
import { addPeriod } from '../period';
import { dayWords, EVIDENCE_WORDS, opening, type SaidKind } from '../wording';
import { type Limit, LocalPeriod, limitOf } from './limit';
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
  /** Asked for once, not again and again: it has no interval. */
  once: z.boolean().default(false),
  /** What a deed past its interval makes of the control: not done in time, or no longer telling how things stand. */
  overdue: z.enum(['not_met', 'unverifiable']).default('not_met'),
};
type DeedSettings = z.output<z.ZodObject<typeof DEED_SETTINGS>>;

export interface Finding {
  status: 'partly' | 'not_met';
  reason: Bilingual;
}

interface DeedQuestion<K extends DeedKind> {
  kind: K;
  settings: DeedSettings;
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
  const findings = question.findings?.(deed) ?? [];
  const on = dayWords(doneOn);
  const said = { vi: `${opening(name.vi)} gần nhất ngày ${on}`, en: `Last ${name.en} on ${on}` };
  if (settings.once)
    return until(
      withFindings(decided('met', { vi: `${said.vi}.`, en: `${said.en}.` }, [useOf(deed, true)]), findings),
      deed.effectiveTo,
    );
  const limit = limitOf(context.control, settings);
  if (!limit)
    return undecided(
      {
        vi: `${said.vi}; chưa có chu kỳ để đối chiếu.`,
        en: `${said.en}; there is no interval to compare with.`,
      },
      [useOf(deed, true)],
    );
  const dueOn = addPeriod(doneOn, limit.period);
  if (context.on > dueOn) return overdue({ deed, dueOn, said, limit }, settings.overdue);
  const done = decided(
    'met',
    {
      vi: `${said.vi}, còn hạn đến ${dayWords(dueOn)} (chu kỳ ${limit.words.vi}).`,
      en: `${said.en}, good until ${dayWords(dueOn)} (every ${limit.words.en}).`,
    },
    [useOf(deed, true)],
  );
  return until(withFindings(done, findings), earlier(dueOn, deed.effectiveTo));
}

function overdue(
  { deed, dueOn, said, limit }: { deed: Evidence; dueOn: Day; said: Bilingual; limit: Limit },
  status: DeedSettings['overdue'],
): LiveVerdict {
  const due = dayWords(dueOn);
  const use = [useOf(deed, false)];
  const late = {
    vi: `${said.vi}, quá hạn từ sau ngày ${due} (chu kỳ ${limit.words.vi}).`,
    en: `${said.en}, overdue after ${due} (every ${limit.words.en}).`,
  };
  return status === 'not_met'
    ? decided('not_met', late, use)
    : undecided({ vi: `Chứng cứ đã quá hạn: ${late.vi}`, en: `Evidence out of date: ${late.en}` }, use);
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
