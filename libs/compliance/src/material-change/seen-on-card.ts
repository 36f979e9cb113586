import type { EvidenceUse } from '@khien/model';
import { dayWords, say } from '../layers/say';
import { parameterEntry } from '../legal/parameter';
import { computeLevel } from '../level/compute-level';
import { LevelInput } from '../level/level-input';
import type { ChangeCase, FoundSign } from './change-input';

const HANOI_MS = 7 * 3_600_000;
const startOf = (day: string): number => Date.parse(day) - HANOI_MS;

const cardUse = (field: string, at: number): EvidenceUse => ({
  id: `card:${field}`,
  collectedAt: at,
  fresh: true,
  query: `system card, ${field}`,
});

const levelOf = ({ level, system }: ChangeCase): number | undefined => level ?? system.level;

const THRESHOLDS = [
  { id: 'subjects.basic', count: 'basic', vi: 'dữ liệu cá nhân cơ bản', en: 'basic personal data' },
  {
    id: 'subjects.sensitive',
    count: 'sensitive',
    vi: 'dữ liệu cá nhân nhạy cảm',
    en: 'sensitive personal data',
  },
] as const;

/** The subjects counted on the card reach a threshold of online services, and the level is below the one it speaks for. */
export function subjectsThreshold(input: ChangeCase): FoundSign[] {
  const { system, law, on, sign } = input;
  const level = levelOf(input);
  const speaksFor = sign.from_level;
  if (speaksFor === undefined || (level !== undefined && level >= speaksFor)) return [];
  if (isNoOnlineService(input)) return [];
  return THRESHOLDS.flatMap(({ id, count, vi, en }) => {
    const entry = parameterEntry(law.parameters, id, { level, on });
    const subjects = system.subjects?.[count];
    if (typeof entry?.value !== 'number' || subjects === undefined || subjects < entry.value) return [];
    const at = startOf(system.subjects?.countedOn ?? entry.effective_from);
    return {
      text: say(
        `Số chủ thể ${vi} là ${subjects.toLocaleString('vi')}, từ ngưỡng ${entry.value.toLocaleString('vi')} trở lên: dịch vụ trực tuyến thuộc cấp độ ${speaksFor}.`,
        `${subjects.toLocaleString('en')} subjects of ${en}, at or above ${entry.value.toLocaleString('en')}: an online service is of level ${speaksFor}.`,
      ),
      seenAt: at,
      evidence: [cardUse(`subjects.${count}`, at)],
      clause: entry.clause,
      mark: entry.mark,
    };
  });
}

/** The card's facts name kinds of system, and none of them serves the public. */
function isNoOnlineService({ system }: ChangeCase): boolean {
  const facts = LevelInput.safeParse({ name: system.name.vi, ...system.levelFacts });
  if (!facts.success) return false;
  const parts = [facts.data, ...(facts.data.components ?? [])];
  const kinds = parts.flatMap(({ kind, types }) => [...(kind ? [kind] : []), ...(types ?? [])]);
  return kinds.length > 0 && !kinds.includes('public_service');
}

/** The level is below what the criteria say of the card's facts: below the level, or below the least that is sure. */
export function levelBelowCriteria(input: ChangeCase): FoundSign[] {
  const { system, law, on } = input;
  const level = levelOf(input);
  if (level === undefined || system.levelFacts === undefined) return [];
  const facts = LevelInput.safeParse({ name: system.name.vi, ...system.levelFacts });
  if (!facts.success) return [];
  const answer = computeLevel(facts.data, law, on);
  const least = answer.level ?? answer.floor;
  if (least === null || least <= level) return [];
  const above = answer.reasons.filter((reason) => reason.level !== null && reason.level > level);
  // One clause read in the law is enough to say it; an inference is cited only where there is no such clause.
  const read = above.filter(({ mark }) => mark === 'V1');
  const reasons = read.length > 0 ? read : above;
  const [reason] = reasons;
  const clause = [...new Set(reasons.map((each) => each.clause))].join('; ');
  const why = reason ? `: ${reason.criterion}` : '';
  const atLeast = answer.level === null ? 'ít nhất ' : '';
  // A card does not say since when; the criteria count from the first day of their regime.
  const at = startOf(law.regimes.find(({ id }) => id === answer.regime)?.effective_from ?? on);
  return [
    {
      text: say(
        `Cấp độ ${level} thấp hơn tiêu chí (${atLeast}cấp độ ${least}${why}).`,
        `Level ${level} is below the criteria (${answer.level === null ? 'at least ' : ''}level ${least}${clause ? `, ${clause}` : ''}).`,
      ),
      seenAt: at,
      evidence: [cardUse('levelFacts', at)],
      ...(reason && { clause, mark: reason.mark }),
    },
  ];
}

const MOST_NAMED = 10;

/** Controls that stopped being met and have stayed so for longer than the figure. */
export function controlDrift({ drift, law, on, now, level, system }: ChangeCase): FoundSign[] {
  const days = parameterEntry(law.parameters, 'local.change.drift', {
    level: level ?? system.level,
    on,
  })?.value;
  if (typeof days !== 'number') return [];
  const latest = new Map<string, ChangeCase['drift'][number]>();
  for (const change of drift) {
    if (!change.subject.startsWith('control:') || change.at > now) continue;
    const known = latest.get(change.subject);
    if (!known || change.at > known.at) latest.set(change.subject, change);
  }
  const drifting = [...latest.values()]
    .filter(({ worse, to, at }) => worse && to === 'not_met' && now - at > days * 86_400_000)
    .sort((one, other) => (one.subject < other.subject ? -1 : 1));
  if (drifting.length === 0) return [];
  const names = drifting.slice(0, MOST_NAMED).map(({ subject }) => subject.slice('control:'.length));
  const more = drifting.length > MOST_NAMED ? ', …' : '';
  const since = Math.min(...drifting.map(({ at }) => at));
  const day = dayWords(new Date(since + HANOI_MS).toISOString().slice(0, 10));
  return [
    {
      text: say(
        `Biện pháp không còn đạt quá ${days} ngày, sớm nhất từ ${day}: ${names.join(', ')}${more}.`,
        `Controls not met any more for over ${days} days, the first since ${day}: ${names.join(', ')}${more}.`,
      ),
      seenAt: Math.max(...drifting.map(({ at }) => at)) + days * 86_400_000,
      evidence: drifting.slice(0, MOST_NAMED).map(({ _id, at }) => ({
        id: `status:${_id}`,
        collectedAt: at,
        fresh: true,
      })),
    },
  ];
}
