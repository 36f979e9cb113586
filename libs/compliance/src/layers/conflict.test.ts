import { parseLegal } from '../legal/parse-legal';
import { shippedLaw } from '../testing/shipped-law';
import { conflictsOn } from './conflict';

const { law } = shippedLaw();
const ON = '2026-11-20';

describe('the fourteen conflicts of the plans', () => {
  it('are all there, each with a reading in force and why, in both languages', () => {
    const found = conflictsOn(law, ON);

    expect(found.map(({ id }) => id)).toEqual(Array.from({ length: 14 }, (_, n) => `K${n + 1}`));
    for (const { text, chosen, why } of found)
      expect([text.vi, text.en, chosen?.text.vi, chosen?.text.en, why.vi, why.en].every(Boolean)).toBe(true);
  });

  it('name the figure by which a province chooses', () => {
    const figures = conflictsOn(law, ON).flatMap(({ id, parameter }) => (parameter ? [[id, parameter]] : []));
    expect(figures).toEqual([
      ['K1', 'local.scope.round-the-clock'],
      ['K3', 'local.open-data.refresh'],
      ['K5', 'local.scope.four-layers'],
    ]);
  });

  it('follow a new file of the province from its day on', () => {
    const own = {
      ends: [{ id: 'local.scope.four-layers', last_day: '2026-12-31', clause: 'QĐ 1', mark: 'S' }],
      parameters: [
        {
          id: 'local.scope.four-layers',
          group: 'local',
          title: { vi: 'Phạm vi', en: 'Scope' },
          entries: [
            { value: 'all', unit: 'words', clause: 'QĐ 1/QĐ-UBND', mark: 'S', effective_from: '2027-01-01' },
          ],
        },
      ],
    };
    const files = [
      {
        conflicts: law.conflicts.filter(({ id }) => id === 'K5'),
        parameters: law.parameters.filter(({ id }) => id === 'local.scope.four-layers'),
      },
      own,
    ];
    const { regimes, problems } = parseLegal(
      files.map((value, index) => ({ file: `${index}.yml`, value, lineAt: () => 1 })),
    );
    const chosen = (on: string) =>
      conflictsOn(regimes, on).map((each) => [each.chosen?.id, each.choice?.clause]);

    expect(problems).toEqual([]);
    expect(chosen('2026-12-31')).toEqual([['plan-or-level-3', 'Tham số của địa phương']]);
    expect(chosen('2027-01-01')).toEqual([['all', 'QĐ 1/QĐ-UBND']]);
  });
});

const [k5] = law.conflicts.filter(({ id }) => id === 'K5');
const check = law.layerChecks[0];

it.each([
  {
    what: 'a check with a figure that is nowhere',
    value: { layer_checks: [{ ...check, parameters: { days: 'nowhere' } }] },
    says: /no parameter "nowhere"/,
  },
  {
    what: 'a check with a scope that is nowhere',
    value: { layer_checks: [{ ...check, scope: 'K99' }] },
    says: /no conflict "K99"/,
  },
  { what: 'a check of no known kind', value: { layer_checks: [{ ...check, kind: 'guess' }] }, says: /kind/ },
  {
    what: 'a conflict without a choice',
    value: { conflicts: [{ ...k5, parameter: undefined }] },
    says: /one of parameter, chosen/,
  },
  {
    what: 'a conflict that chooses what is no option',
    value: { conflicts: [{ ...k5, parameter: undefined, chosen: 'x' }] },
    says: /no option "x"/,
  },
  {
    what: 'a figure that chooses what is no option',
    value: {
      conflicts: [k5],
      parameters: [
        {
          id: 'local.scope.four-layers',
          group: 'local',
          title: { vi: 'a', en: 'a' },
          entries: [{ value: 'x', unit: 'words', clause: 'c', mark: 'S', effective_from: '2026-01-01' }],
        },
      ],
    },
    says: /no option "x"/,
  },
  {
    what: 'a cycle with a figure that is nowhere',
    value: { cycles: [{ ...law.cycles[0], parameter: 'nowhere' }] },
    says: /no parameter "nowhere"/,
  },
])('the law tells of $what', ({ value, says }) => {
  const { problems } = parseLegal([{ file: 'own.yml', value, lineAt: () => 1 }]);
  expect(problems.map(({ message }) => message).join('\n')).toMatch(says);
});
