import { isDay } from '@khien/compliance';
import type { Day, EvidenceFact, FieldProblem } from '@khien/model';

/** Days of these names lie behind us: something was done, signed or found then. */
const PAST = new Set(['on', 'date', 'lastGoodOn', 'connectedOn']);

/** What the words of a fact cannot say: days that exist, the past in the past, parts not larger than the whole. */
export function checkFact(fact: EvidenceFact, today: Day): FieldProblem[] {
  return [...dayProblems(fact, '/fact', today), ...shareProblems(fact)];
}

function dayProblems(value: unknown, pointer: string, today: Day): FieldProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const at = `${pointer}/${key}`;
    if (typeof member !== 'string') return dayProblems(member, at, today);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(member)) return [];
    return dayProblem(key, member, today).map((text) => ({ pointer: at, message: text.en, text }));
  });
}

function dayProblem(key: string, day: Day, today: Day) {
  if (!isDay(day)) return [{ vi: `${day} không phải là một ngày có thật.`, en: `${day} is no day.` }];
  if (PAST.has(key) && day > today)
    return [{ vi: `Ngày ${day} còn ở phía trước.`, en: `${day} is still to come.` }];
  return [];
}

/** Counts that are part of another one, by kind. */
function shareProblems(fact: EvidenceFact): FieldProblem[] {
  return sharesOf(fact).flatMap(([part, of]) => {
    const [name, value] = part;
    const [whole, most] = of;
    if (value <= most) return [];
    const text = { vi: `Không thể lớn hơn ${most}.`, en: `Cannot be more than ${whole} (${most}).` };
    return [{ pointer: `/fact/${name}`, message: text.en, text }];
  });
}

type Figure = [name: string, value: number];
function sharesOf(fact: EvidenceFact): Array<[Figure, Figure]> {
  switch (fact.kind) {
    case 'anti_malware':
      return [
        [
          ['covered', fact.covered],
          ['machines', fact.machines],
        ],
        [
          ['edrCovered', fact.edrCovered],
          ['machines', fact.machines],
        ],
      ];
    case 'mfa':
      return [
        [
          ['withMfa', fact.withMfa],
          ['accounts', fact.accounts],
        ],
      ];
    case 'training':
      return [
        [
          ['people', fact.people],
          ['ofPeople', fact.ofPeople],
        ],
      ];
    case 'account_review':
      return [
        [
          ['removed', fact.removed],
          ['accounts', fact.accounts],
        ],
      ];
    default:
      return [];
  }
}
