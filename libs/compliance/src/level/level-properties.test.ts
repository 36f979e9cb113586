import fc from 'fast-check';
import { shippedLaw } from '../testing/shipped-law';
import { computeLevel } from './compute-level';
import type { LevelAnswer } from './level-answer';
import { LevelInput } from './level-input';

const { law } = shippedLaw();
const DAYS = ['2026-06-30', '2026-08-18', '2026-11-01'];
const RUNS = { numRuns: 150 };

const flag = fc.option(fc.boolean());
const count = fc.option(fc.integer({ min: 0, max: 250_000 }));
const harm = fc.constantFrom('NONE', 'HARM', 'SERIOUS', 'EXCEPTIONAL', null);
const part = fc.record(
  {
    name: fc.constantFrom('A', 'B', 'C'),
    types: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'đ'), { minLength: 1, maxLength: 3 }),
    tthc: flag,
    conditional_business_line: flag,
    information: fc.option(
      fc.uniqueArray(fc.constantFrom('public', 'private', 'personal', 'state_secret'), { minLength: 1 }),
    ),
    subjects: fc.record({ basic: count, sensitive: count }),
    serves: fc.constantFrom('unit', 'unit_and_subordinates', 'ministry_sector_province', 'national', null),
    continuous_24x7: flag,
    works_class: fc.constantFrom('none', 'II-IV', 'I', 'special', null),
    central_store_of_specially_important_data: fc.option(fc.constant(false)),
    ns_harm: harm,
    strategic: flag,
    defence_security: flag,
    harm: fc.record({ RIGHTS: harm, ORDER: harm }, { requiredKeys: [] }),
    static_page: flag,
    pm_level: fc.constantFrom(null, 2, 4),
    online_service_grade: fc.constantFrom(null, 1, 3),
  },
  { requiredKeys: ['types'] },
);
const day = fc.constantFrom(...DAYS);
const answer = (input: Record<string, unknown>, on: string): LevelAnswer =>
  computeLevel(LevelInput.parse({ name: 'Hệ thống', ...input }), law, on);
/** The least level that is sure. */
const sure = ({ level, floor }: LevelAnswer): number => level ?? floor ?? 0;
const most = ({ candidates }: LevelAnswer): number => Math.max(0, ...candidates);

it('never lowers when a component is added', () => {
  fc.assert(
    fc.property(part, part, day, (whole, added, on) => {
      const alone = answer(whole, on);
      const together = answer({ ...whole, components: [added] }, on);
      expect(sure(together)).toBeGreaterThanOrEqual(sure(alone));
      expect(most(together)).toBeGreaterThanOrEqual(most(alone));
    }),
    RUNS,
  );
});

it('never lowers when more subjects are counted', () => {
  fc.assert(
    fc.property(
      part,
      fc.nat(200_000),
      fc.nat(200_000),
      fc.nat(200_000),
      day,
      (whole, basic, sensitive, more, on) => {
        const few = answer({ ...whole, subjects: { basic, sensitive } }, on);
        for (const subjects of [
          { basic: basic + more, sensitive },
          { basic, sensitive: sensitive + more },
        ]) {
          const many = answer({ ...whole, subjects }, on);
          expect(sure(many)).toBeGreaterThanOrEqual(sure(few));
        }
      },
    ),
    RUNS,
  );
});

it('keeps every level that finding out can give among the candidates', () => {
  const facts = {
    tthc: fc.boolean(),
    conditional_business_line: fc.boolean(),
    continuous_24x7: fc.boolean(),
    ns_harm: fc.constantFrom('NONE', 'HARM', 'SERIOUS', 'EXCEPTIONAL'),
    works_class: fc.constantFrom('none', 'II-IV', 'I', 'special'),
    serves: fc.constantFrom('unit', 'ministry_sector_province', 'national'),
    subjects: fc.record({ basic: fc.nat(200_000), sensitive: fc.nat(200_000) }),
    online_service_grade: fc.constantFrom(1, 3),
  };
  fc.assert(
    fc.property(
      part,
      fc.record(facts),
      fc.constantFrom(...Object.keys(facts)),
      day,
      (whole, found, fact, on) => {
        const base = { ...whole, ...found };
        const unknown = answer({ ...base, [fact]: null }, on);
        const known = answer({ ...base }, on);
        if (known.level !== null) expect(unknown.candidates).toContain(known.level);
      },
    ),
    RUNS,
  );
});

it('gives no level outside its candidates and no bare one while something is undecided', () => {
  fc.assert(
    fc.property(part, fc.array(part, { maxLength: 3 }), day, (whole, components, on) => {
      const { level, candidates, undecided, floor, reasons, warnings } = answer({ ...whole, components }, on);
      if (level === null) {
        expect(undecided.length).toBeGreaterThan(0);
        expect(warnings.length).toBeGreaterThan(0);
      } else {
        expect(candidates).toEqual([level]);
        expect(reasons.length).toBeGreaterThan(0);
      }
      if (floor !== null) expect(Math.min(...candidates)).toBeGreaterThanOrEqual(floor);
    }),
    RUNS,
  );
});

it('answers the same whatever the order of components', () => {
  fc.assert(
    fc.property(part, fc.array(part, { minLength: 2, maxLength: 4 }), day, (whole, components, on) => {
      const turned = [...components].reverse();
      expect(answer({ ...whole, components: turned }, on)).toEqual(answer({ ...whole, components }, on));
    }),
    RUNS,
  );
});
