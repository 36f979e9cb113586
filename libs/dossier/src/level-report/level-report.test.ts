import type { Dossier, DossierAct, DossierEvent, Evidence, System } from '@khien/model';
import fc from 'fast-check';
import { newDossier } from '../new-dossier';
import { AGENCIES, actor, evidenceOf, paper, systemOf } from '../testing/province';
import { CALENDAR, LAW } from '../testing/shipped';
import { levelReport } from './level-report';

const proposal = (level: number): DossierEvent => ({
  kind: 'level_proposed',
  level,
  computed: { level, floor: null, candidates: [], undecided: [], clauses: [], regime: 'ND331' },
});
const opinion: DossierEvent = {
  kind: 'opinion_given',
  conclusion: 'suitable',
  form: 'meeting',
  opinion: 'Phù hợp',
  defects: [],
  coordinating: [],
  paper: paper('5/YK'),
};
type Dated = [DossierEvent, string];
const drafted: Dated[] = [
  [{ kind: 'started' }, '2026-10-01'],
  [proposal(3), '2026-10-01'],
  [{ kind: 'regulation_issued', paper: paper('2/QC') }, '2026-10-01'],
];
const sent = (on: string): Dated[] => [...drafted, [{ kind: 'submitted' }, on], [{ kind: 'accepted' }, on]];
const appraised = (on: string): Dated[] => [...sent('2026-10-05'), [opinion, on]];
const approved = (on: string, appraisedOn = '2026-10-20'): Dated[] => [
  ...appraised(appraisedOn),
  [{ kind: 'approval_requested' }, appraisedOn],
  [{ kind: 'approved', form: 'mau-06', paper: paper('7/QĐ', on) }, on],
];

const actsOf = (
  system: System,
  history: readonly Dated[],
  regime = 'ND331',
): { dossiers: Dossier[]; acts: DossierAct[] } => {
  const dossier = newDossier({ system, determination: 1, regime });
  const acts = history.map(
    ([event, on], index): DossierAct => ({
      _id: `${dossier._id}#${String(index + 1).padStart(8, '0')}`,
      dossierId: dossier._id,
      systemId: system.id,
      agencyId: system.agencyId,
      seq: index + 1,
      at: 0,
      on,
      actor: actor('x'),
      event,
    }),
  );
  return { dossiers: history.length === 0 ? [] : [dossier], acts };
};
const assessed = (
  systemId: string,
  purpose: 'periodic' | 'pre_use',
  on: string,
  more: object = {},
): Evidence =>
  evidenceOf(
    {
      kind: 'assessment',
      purpose,
      assessor: 'Đơn vị độc lập',
      assessorKind: 'independent_unit',
      methods: [],
      on,
      result: 'pass',
      openFindings: { critical: 0, high: 0, medium: 0, low: 0 },
      ...more,
    },
    { systemId },
  );

const system = (id: string, more: Partial<System> = {}): System =>
  systemOf({ id, name: { vi: id.toUpperCase(), en: id }, ...more });
const untyped = (id: string): System => {
  const { levelFacts: _none, ...rest } = system(id);
  return rest;
};
const report = (
  rows: Array<{ system: System; history?: Dated[] }>,
  evidence: Evidence[] = [],
  options: Parameters<typeof levelReport>[0]['options'] = {},
) => {
  const histories = rows.map(({ system: each, history = [] }) => actsOf(each, history));
  return levelReport({
    systems: rows.map(({ system: each }) => each),
    dossiers: histories.flatMap(({ dossiers }) => dossiers),
    acts: histories.flatMap(({ acts }) => acts),
    evidence,
    agencies: AGENCIES,
    year: 2026,
    law: LAW,
    calendar: CALENDAR,
    options,
  });
};

describe('the worked example of the report for 2026', () => {
  const rows = [
    { system: system('s1', { levelFacts: { kind: 'b' } }), history: approved('2026-10-30') },
    {
      system: system('s2', {
        level: 3,
        dossier: { state: 'approved', approvedOn: '2024-05-05', decision: '12/QĐ-UBND' },
      }),
    },
    { system: system('s3'), history: approved('2026-11-10') },
    { system: system('s4'), history: appraised('2026-12-01') },
    { system: system('s5'), history: sent('2026-11-20') },
    { system: system('s6'), history: drafted },
    { system: untyped('s7') },
    { system: system('s8'), history: approved('2026-12-16', '2026-12-05') },
  ];
  const evidence = [
    assessed('s1', 'pre_use', '2026-10-28'),
    assessed('s1', 'periodic', '2026-12-05'),
    assessed('s2', 'periodic', '2026-11-20'),
    assessed('s3', 'periodic', '2025-12-10'),
    assessed('s5', 'periodic', '2026-12-01'),
  ];
  const { counters, rows: printed, due, problems, parties } = report(rows, evidence);
  const column = (n: number): string[] => printed.map(({ cells }) => cells[n - 1] ?? '?');

  it('counts C1 to C7', () => {
    expect(counters).toEqual({ C1: 8, C2: 7, C3: 6, C4: 5, C5: 3, C6: 2, C7: undefined });
    expect(report(rows, evidence, { draftsCount: true }).counters.C3).toBe(7);
    expect(report(rows, evidence, { completionOn: '2027-06-30' }).counters.C7).toBe('2027-06-30');
  });

  it('says how each stood at the cut-off', () => {
    expect(due).toMatchObject({ from: '2025-12-15', cutOff: '2026-12-14' });
    expect(column(6)).toEqual([
      'Đã được phê duyệt',
      'Đã được phê duyệt',
      'Đã được phê duyệt',
      'Đã thẩm định',
      'Đã gửi thẩm định',
      'Đang dự thảo',
      '',
      'Đã thẩm định',
    ]);
    expect(column(12)).toEqual([
      'Trước khi đưa vào sử dụng; Định kỳ',
      'Định kỳ',
      '',
      '',
      'Định kỳ',
      '',
      '',
      '',
    ]);
    expect(printed.map(({ legacy }) => legacy)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('prints the decision and the regulation as documents are quoted, and nothing where there is nothing', () => {
    expect(column(7)).toEqual([
      'Số 7/QĐ, ngày 30/10/2026, Cơ quan mẫu',
      'Số 12/QĐ-UBND, ngày 05/05/2024',
      'Số 7/QĐ, ngày 10/11/2026, Cơ quan mẫu',
      '',
      '',
      '',
      '',
      '',
    ]);
    expect(column(8)[0]).toBe('Số 2/QC, ngày 01/10/2026, Cơ quan mẫu');
    expect(column(1)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(printed.every(({ cells }) => cells.length === 12)).toBe(true);
    expect(parties.map(({ owner, specialisedUnit }) => [owner?.id, specialisedUnit?.id])).toEqual([
      ['tinh', 'cong-an'],
    ]);
  });

  it('tells what a person has to complete', () => {
    const codes = (id: string) => problems.filter(({ systemId }) => systemId === id).map(({ code }) => code);

    expect(codes('s7')).toEqual(['expected_missing']);
    const { text } = problems.find(({ systemId }) => systemId === 's7') ?? {};
    expect([text?.vi, text?.en]).toEqual([expect.stringMatching(/^S7: /), expect.stringMatching(/^s7: /)]);
    expect(printed.find(({ systemId }) => systemId === 's7')?.systemName).toEqual({ vi: 'S7', en: 's7' });
    expect(codes('s2')).toEqual(['regulation_missing', 'deployment_unknown']);
    expect(codes('s1')).toEqual([]);
    expect(problems.filter(({ systemId }) => !systemId).map(({ code }) => code)).toEqual([
      'choice_drafts',
      'choice_legacy',
    ]);
  });
});

describe('the report of one owner', () => {
  const { ownerId: _none, ...ownerless } = system('s4');
  const rows = [
    { system: system('s1'), history: approved('2026-10-30') },
    { system: system('s2', { ownerId: 'xa' }), history: drafted },
    { system: system('s3', { ownerId: 'xa', stage: 'retired' as const }) },
    { system: ownerless },
    { system: system('s5', { ownerId: 'so-khcn', stage: 'retired' as const }) },
  ];
  const ids = (ownerId?: string, evidence: Evidence[] = []) =>
    report(rows, evidence, { ...(ownerId !== undefined && { ownerId }) }).rows.map(
      ({ systemId }) => systemId,
    );

  it.each([
    { ownerId: undefined, expected: ['s1', 's2', 's4'] },
    { ownerId: 'tinh', expected: ['s1'] },
    { ownerId: 'xa', expected: ['s2'] },
    { ownerId: 'so-khcn', expected: [] },
  ])('has the systems of $ownerId', ({ ownerId, expected }) => {
    expect(ids(ownerId)).toEqual(expected);
  });

  it('counts, numbers and names only its own, and says who else there is', () => {
    const { counters, rows: printed, parties, owners, problems } = report(rows, [], { ownerId: 'xa' });

    expect(counters).toMatchObject({ C1: 1, C3: 0, C5: 0 });
    expect(printed.map(({ cells }) => cells.slice(0, 3))).toEqual([['1', 'S2', 'UBND xã Suối Đá']]);
    expect(parties.map(({ owner }) => owner?.id)).toEqual(['xa']);
    expect(owners).toEqual([
      { agencyId: 'tinh', systems: 1 },
      { agencyId: 'xa', systems: 1 },
    ]);
    expect(problems.filter(({ systemId }) => systemId !== undefined && systemId !== 's2')).toEqual([]);
  });

  it('leaves nobody’s system to the whole, which says so, until a designation names an owner', () => {
    const named = evidenceOf(
      { kind: 'designation', role: 'owner', unit: 'xa', decision: paper('9/QĐ') },
      { systemId: 's4' },
    );
    const missing = (evidence: Evidence[]) =>
      report(rows, evidence)
        .problems.filter(({ code }) => code === 'owner_missing')
        .map(({ systemId }) => systemId);

    expect(missing([])).toEqual(['s4']);
    expect([missing([named]), ids('xa', [named])]).toEqual([[], ['s2', 's4']]);
  });
});

describe('a row of the report', () => {
  it('does not count an assessment by the operator, nor one that was replaced', () => {
    const own = assessed('s1', 'periodic', '2026-12-01', { assessorKind: 'operator' });
    const old = assessed('s1', 'periodic', '2026-12-01');
    const { rows, counters, problems } = report(
      [{ system: system('s1'), history: approved('2026-10-30') }],
      [own],
    );

    expect([rows[0]?.assessed, counters.C6]).toEqual([[], 0]);
    expect(problems.map(({ code }) => code)).toContain('assessor_operates');
    expect(report([{ system: system('s1'), history: approved('2026-10-30') }], [old]).counters.C6).toBe(1);
    expect(
      report(
        [{ system: system('s1'), history: approved('2026-10-30') }],
        [old, { ...own, _id: 'newer', supersedes: old._id }],
      ).counters.C6,
    ).toBe(0);
  });

  it('keeps an approval of before in force while a new version is drafted', () => {
    const legacy = system('s1', {
      level: 2,
      dossier: { state: 'approved', approvedOn: '2024-01-02', decision: '3/QĐ' },
    });
    const { rows } = report([{ system: legacy, history: drafted }]);

    expect(rows[0]).toMatchObject({ status: 'approved', level: 2, legacy: true, deployment: undefined });
  });

  it('shows expected days only while they are expected', () => {
    const expected: Dated[] = [
      [{ kind: 'approval_expected', on: '2027-03-01' }, '2026-11-01'],
      [{ kind: 'deployment_declared', deployment: 'some', expectedOn: '2027-06-01' }, '2026-11-01'],
    ];
    const { rows, counters } = report([{ system: system('s6'), history: [...drafted, ...expected] }]);

    expect(rows[0]?.cells.slice(8, 11)).toEqual([
      '01/03/2027',
      'Đã triển khai một số hạng mục',
      '01/06/2027',
    ]);
    expect(counters.C7).toBe('2027-03-01');
  });

  it('leaves out what was retired by then, and not what is retired after', () => {
    const gone = system('s1', { stage: 'retired' });
    const retired = (on: string): Dated[] => [
      ...approved('2026-10-30'),
      [{ kind: 'retired', reason: 'thay thế' }, on],
    ];

    expect(report([{ system: gone, history: retired('2026-12-01') }]).counters.C1).toBe(0);
    expect(report([{ system: gone, history: retired('2026-12-20') }]).counters).toMatchObject({
      C1: 1,
      C5: 1,
    });
    expect(report([{ system: gone }]).counters.C1).toBe(0);
  });
});

it('never counts more at a later stage than at an earlier one', () => {
  const history = fc.constantFrom(
    [],
    drafted,
    sent('2026-11-01'),
    appraised('2026-12-01'),
    approved('2026-11-01'),
    approved('2026-12-20'),
  );
  const card = fc.constantFrom<System['dossier']>(
    { state: 'none' },
    { state: 'approved', approvedOn: '2025-01-01' },
    { state: 'submitted' },
    { state: 'retired' },
  );
  const one = fc.record({
    history,
    card,
    typed: fc.boolean(),
    assessedOn: fc.constantFrom('2026-03-01', '2025-01-01', undefined),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), fc.boolean(), (list, draftsCount) => {
      const rows = list.map(({ history: acts, card: dossier, typed }, index) => ({
        system: { ...(typed ? system(`x${index}`) : untyped(`x${index}`)), dossier },
        history: acts,
      }));
      const evidence = list.flatMap(({ assessedOn }, index) =>
        assessedOn ? [assessed(`x${index}`, 'periodic', assessedOn)] : [],
      );
      const { C1, C2, C3, C4, C5, C6 } = report(rows, evidence, { draftsCount }).counters;
      const counts = [C1, C2, C3, C4, C5, C6];
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
      expect(C1).toBe(list.length);
    }),
    { numRuns: 300 },
  );
});
