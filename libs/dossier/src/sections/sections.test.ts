import fc from 'fast-check';
import { newDossier } from '../new-dossier';
import { canonicalJson, hashOf, snapshotOf, verifySnapshot } from '../snapshot';
import { answerOf, contextOf, systemOf, walk, wayTo, wholeSections } from '../testing/province';
import { documentOf, SHIPPED_SECTIONS, SPECS } from '../testing/shipped';
import { diffDossiers } from './diff-dossiers';
import { checkAnswers, completeness, type Form, filledSections } from './form';
import { inheritSections } from './inherit-sections';
import { parseSections } from './parse-sections';
import { tableAnswer, tableRows } from './table-answer';

const formAt = (level: number, more: Partial<Form> = {}): Form => {
  const context = contextOf(level, { computed: answerOf(level) });
  const dossier = {
    ...newDossier({ system: context.system, determination: 1, regime: 'ND331' }),
    proposedLevel: level,
  };
  return { ...context, dossier, on: '2026-10-01', ...more };
};
const toType = (level: number): string[] =>
  filledSections(formAt(level)).flatMap(({ spec, fields }) =>
    fields
      .filter(({ field, from }) => field.required && from === 'none' && field.source === undefined)
      .map(({ field }) => `${spec.id}.${field.id}`),
  );

describe('the form as it ships', () => {
  it('parses, and covers every component', () => {
    expect(SHIPPED_SECTIONS.problems).toEqual([]);
    expect(new Set(SPECS.map(({ component }) => component))).toEqual(
      new Set(['overview', 'design', 'level_proposal', 'plan', 'expert_opinion']),
    );
  });

  it('is short at level 1, and every long text there has a wording to start from', () => {
    expect(toType(1).length).toBeLessThanOrEqual(16);
    expect(toType(3).length).toBeGreaterThan(toType(1).length);
    const long = filledSections(formAt(1)).flatMap(({ fields }) =>
      fields.filter(({ field }) => field.type === 'long' && field.required),
    );
    expect(long.filter(({ field }) => field.example === undefined).map(({ field }) => field.id)).toEqual([]);
  });

  it.each([
    {
      level: 1,
      asks: ['plan-management.management', 'level-proposal.risks_brief'],
      not: ['plan-management.people', 'expert-opinion.opinion'],
    },
    {
      level: 3,
      asks: ['plan-management.people', 'level-proposal.risks', 'architecture.drawings'],
      not: ['level-proposal.attack_risks', 'expert-opinion.opinion'],
    },
    {
      level: 4,
      asks: ['level-proposal.attack_risks', 'expert-opinion.opinion'],
      not: ['plan-infrastructure.separation_physical'],
    },
    { level: 5, asks: ['plan-infrastructure.separation_physical'], not: ['plan-management.management'] },
  ])('asks at level $level what that level needs', ({ level, asks, not }) => {
    const asked = filledSections(formAt(level)).flatMap(({ spec, fields }) =>
      fields.map(({ field }) => `${spec.id}.${field.id}`),
    );

    expect(asks.filter((id) => !asked.includes(id))).toEqual([]);
    expect(not.filter((id) => asked.includes(id))).toEqual([]);
  });

  it('asks a level 3 on the critical list for the fifth component', () => {
    const form = formAt(3);
    const listed = { ...form, dossier: { ...form.dossier, track: 'L5' as const, criticalList: true } };

    expect(filledSections(listed).map(({ spec }) => spec.id)).toContain('expert-opinion');
  });

  it('cites an article everywhere', () => {
    const clauses = SPECS.flatMap(({ clause, fields }) => [clause, ...fields.map((field) => field.clause)]);

    expect(clauses.filter((clause) => !/^(NĐ 331|Luật 116) Đ\d/.test(clause))).toEqual([]);
  });
});

describe('parseSections', () => {
  const field = `fields:\n  - id: a\n    label: { vi: A, en: A }\n    help: { vi: A, en: A }\n    type: text\n    clause: NĐ 331 Đ22\n    mark: V1\n`;
  const head =
    'id: x\ncomponent: plan\norder: 1\ntitle: { vi: X, en: X }\nintro: { vi: X, en: X }\nclause: NĐ 331 Đ22\nmark: V1\n';
  const parse = (...texts: string[]) =>
    parseSections(texts.map((text, index) => documentOf(`${index}.yml`, text)));

  it.each([
    {
      what: 'an unknown field',
      text: `${head}colour: red\n${field}`,
      says: /colour: unknown field/,
      line: 8,
    },
    {
      what: 'an unknown type',
      text: head + field.replace('type: text', 'type: colour'),
      says: /type/,
      line: 12,
    },
    {
      what: 'a source that is none',
      text: `${head}${field}    source: system.colour\n`,
      says: /source/,
      line: 15,
    },
    {
      what: 'a choice without choices',
      text: head + field.replace('type: text', 'type: choice'),
      says: /choice has choices/,
      line: 9,
    },
    {
      what: 'a table without columns',
      text: head + field.replace('type: text', 'type: table'),
      says: /table has columns/,
      line: 9,
    },
    {
      what: 'a missing English label',
      text: head + field.replace('label: { vi: A, en: A }', 'label: { vi: A }'),
      says: /label\.en/,
      line: 10,
    },
    {
      what: 'a component the decree has not',
      text: head.replace('component: plan', 'component: annex') + field,
      says: /component/,
      line: 2,
    },
    { what: 'a level that is none', text: `${head}levels: [6]\n${field}`, says: /levels/, line: 8 },
    { what: 'a mark of its own', text: head + field.replace('mark: V1', 'mark: V9'), says: /mark/, line: 14 },
  ])('tells of $what with file and line', ({ text, says, line }) => {
    const { sections, problems } = parse(text);

    expect(sections).toEqual([]);
    expect(problems[0]).toMatchObject({ file: '0.yml', line, message: expect.stringMatching(says) });
  });

  it('tells of ids that stand twice, and keeps the other files', () => {
    const twice = parse(head + field, head + field);
    const { problems, sections } = parse('id: 1', head + field + field.replace('fields:\n', ''));

    expect(twice.problems).toMatchObject([
      { file: '1.yml', line: 1, message: 'x: the id is taken by 0.yml' },
    ]);
    expect(sections.map(({ id }) => id)).toEqual(['x']);
    expect(problems.at(-1)?.message).toBe('x: "a" stands twice');
  });
});

describe('what the register already knows', () => {
  const system = systemOf({
    boundary: 'Trang thông tin và quản trị',
    subjects: { basic: 1200, countedOn: '2026-09-01' },
    zones: [{ name: 'DMZ', privateRange: '10.0.0.0/24', publicRange: '192.0.2.0/28' }],
    userGroups: [{ name: 'Cán bộ', count: 25 }],
    hosting: 'provincial_data_centre',
  });
  const filled = filledSections(formAt(1, { system })).flatMap(({ fields }) => fields);
  const answer = (id: string) => filled.find(({ field }) => field.id === id);

  it.each([
    ['system_name', 'Trang thông tin xã Suối Đá'],
    ['owner_name', 'UBND tỉnh Hải Vân'],
    ['operator_representative', 'Nguyễn Văn Mẫu, Thủ trưởng'],
    ['owner_contact', '0200 000 000, mau@haivan.example'],
    ['scope', 'Trang thông tin và quản trị'],
    ['scale', 'dữ liệu cơ bản: 1.200 chủ thể, đếm ngày 01/09/2026'],
    ['system_type', 'Phục vụ hoạt động nội bộ'],
    ['hosting', 'Đặt tại Trung tâm dữ liệu tỉnh'],
    ['proposed_level', 1],
    ['zones', tableAnswer([{ name: 'DMZ', private: '10.0.0.0/24', public: '192.0.2.0/28' }])],
    ['served', tableAnswer([{ name: 'Cán bộ', count: '25' }])],
    ['information', tableAnswer([{ name: 'tin-tuc', class: 'Thông tin công cộng' }])],
  ])('fills in %s', (id, expected) => {
    expect(answer(id)).toMatchObject({ answer: expected, from: 'card', done: true });
  });

  it('leaves open what the card has not, and a row whose columns are missing', () => {
    const devices = filledSections(formAt(1, { system: systemOf({ devices: [{ name: 'Máy chủ' }] }) }))
      .flatMap(({ fields }) => fields)
      .find(({ field }) => field.id === 'devices');

    expect(answer('owner_mandate')).toMatchObject({ from: 'card' });
    expect(answer('logical_model')).toEqual({ field: expect.anything(), from: 'none', done: false });
    expect(devices).toMatchObject({ from: 'card', done: false });
  });

  it('gives way to what was typed', () => {
    const typed = {
      ...wholeSections(formAt(1).dossier, contextOf(1))[0],
      answers: { scope: 'Khác' },
    } as never;
    const [overview] = filledSections(formAt(1, { system, sections: [typed] }));

    expect(overview?.fields.find(({ field }) => field.id === 'scope')).toMatchObject({
      answer: 'Khác',
      from: 'typed',
    });
  });
});

describe('completeness', () => {
  it.each([1, 2, 3, 4, 5])('is 100 exactly when nothing of level %i is missing', (level) => {
    const form = formAt(level);
    // What only an act can tell: the risk assessment, and for 4 and 5 the expert opinion.
    const dossier = { ...form.dossier, riskAssessedOn: '2026-10-01', expertOpinionOn: '2026-10-01' };
    const sections = wholeSections(dossier, contextOf(level));
    const whole = completeness({ ...form, dossier, sections });
    const without = completeness({
      ...form,
      dossier,
      sections: sections.filter(({ section }) => section !== 'plan'),
    });

    expect(whole).toMatchObject({ percent: 100, complete: true });
    expect(without.complete).toBe(false);
    expect(without.percent).toBeLessThan(100);
    expect(
      without.perSection.find(({ section }) => section === 'plan')?.missing.map(({ field }) => field),
    ).toContain('operation');
    expect(without.perSection.find(({ section }) => section === 'plan')?.missing[0]?.label.vi).not.toBe('');
  });

  it('asks for the file of a file question', () => {
    const sections = wholeSections(formAt(1).dossier, contextOf(1));
    const missing = (of: typeof sections) =>
      completeness(formAt(1, { sections: of }))
        .perSection.find(({ section }) => section === 'design')
        ?.missing.map(({ field }) => field);
    const named = (hash: string) =>
      sections.map((each) =>
        each.section === 'design' ? { ...each, answers: { ...each.answers, document: [hash] } } : each,
      );

    expect(missing(sections)).toEqual([]);
    expect(missing(sections.map((each) => ({ ...each, files: [] })))).toEqual(['document']);
    expect(missing(named('f'.repeat(64)))).toEqual([]);
    expect(missing(named('0'.repeat(64)))).toEqual(['document']);
  });

  it.each([
    { id: 'kind', answer: 'preliminary', problem: false },
    { id: 'kind', answer: 'other', problem: true },
    { id: 'reference', answer: 5, problem: true },
    { id: 'document', answer: ['x'], problem: true },
    { id: 'colour', answer: 'red', problem: true },
    { id: 'reference', answer: '', problem: false },
  ])('checks $id = $answer before it is saved', ({ id, answer, problem }) => {
    const design = SPECS.find((spec) => spec.id === 'design');
    if (!design) throw new Error('no design section');

    expect(checkAnswers(design, { [id]: answer as never }).map(({ field }) => field)).toEqual(
      problem ? [id] : [],
    );
  });

  it('checks the columns of a table', () => {
    const overview = SPECS.find((spec) => spec.id === 'overview');
    if (!overview) throw new Error('no overview');
    const check = (rows: string[]) => checkAnswers(overview, { served: rows }).length;

    expect([
      check(tableAnswer([{ name: 'x' }])),
      check(tableAnswer([{ shape: 'x' }])),
      check(['not a row']),
    ]).toEqual([0, 1, 1]);
    expect(tableRows(['not a row', '["x"]', '{"name":1}'])).toEqual([{ name: '1' }]);
  });
});

describe('inheritance and difference', () => {
  const platform = walk(wayTo(3), contextOf(3));
  const sections = wholeSections(platform.dossier, contextOf(3));
  const system = systemOf({ id: 'ha-tang', name: { vi: 'Hạ tầng', en: 'Infrastructure' } });

  it('offers the sections of an approved platform that may stand in', () => {
    const offered = inheritSections({
      specs: SPECS,
      platform: { system, dossier: platform.dossier, sections },
    });
    const drafted = { ...platform.dossier, step: 'drafting' as const };

    expect(offered.map(({ section, fromSystemId }) => [section, fromSystemId])).toEqual([
      ['architecture', 'ha-tang'],
      ['plan-infrastructure', 'ha-tang'],
    ]);
    expect(inheritSections({ specs: SPECS, platform: { system, dossier: drafted, sections } })).toEqual([]);
  });

  it('tells what changed, in the order of the form', () => {
    const after = sections.map((each) => {
      if (each.section === 'plan')
        return { ...each, answers: { ...each.answers, operation: 'Mới', ending: '' } };
      if (each.section === 'design') return { ...each, files: [] };
      return each.section === 'architecture' ? { ...each, inheritedFrom: 'ha-tang' } : each;
    });

    expect(diffDossiers(sections, sections, SPECS)).toEqual([]);
    expect(diffDossiers(sections, after, SPECS)).toEqual([
      {
        section: 'architecture',
        field: 'inheritedFrom',
        label: { vi: 'Kế thừa từ', en: 'Inherited from' },
        before: undefined,
        after: 'ha-tang',
      },
      expect.objectContaining({ section: 'design', field: 'files' }),
      expect.objectContaining({ section: 'plan', field: 'operation', before: 'Nội dung mẫu', after: 'Mới' }),
      expect.objectContaining({ section: 'plan', field: 'ending', before: 'Nội dung mẫu', after: '' }),
    ]);
    expect(diffDossiers([], sections, SPECS).length).toBeGreaterThan(10);
  });
});

describe('a snapshot', () => {
  const { dossier } = walk(wayTo(3).slice(0, 2), contextOf(3));
  const sections = wholeSections(dossier, contextOf(3));
  const snapshot = snapshotOf({ system: systemOf(), dossier, sections, controls: [] });

  it('is of the contents, whoever typed them in which order', () => {
    const other = [...sections]
      .reverse()
      .map((each) => ({ ...each, version: 9, updatedAt: 9, updatedBy: 'x' }));
    const later = { ...dossier, step: 'submitted' as const, seq: 9 };

    expect(snapshotOf({ system: systemOf(), dossier: later, sections: other, controls: [] }).hash).toBe(
      snapshot.hash,
    );
    expect(verifySnapshot(snapshot.hash, JSON.parse(JSON.stringify(snapshot.content)))).toBe(true);
    expect(snapshot.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    {
      what: 'an answer',
      change: () => ({
        sections: sections.map((each) => ({ ...each, answers: { ...each.answers, more: 'x' } })),
      }),
    },
    { what: 'the level', change: () => ({ dossier: { ...dossier, proposedLevel: 4 } }) },
    { what: 'the card', change: () => ({ system: systemOf({ boundary: 'khác' }) }) },
    { what: 'a file', change: () => ({ sections: sections.map((each) => ({ ...each, files: [] })) }) },
  ])('changes with $what', ({ change }) => {
    const changed = snapshotOf({ system: systemOf(), dossier, sections, controls: [], ...change() });

    expect(changed.hash).not.toBe(snapshot.hash);
    expect(verifySnapshot(snapshot.hash, changed.content)).toBe(false);
  });

  it('has one spelling for one value', () => {
    expect(canonicalJson({ b: [1, { z: 1, a: undefined }], a: 'Đ', '10': 1e21, '9': -0 })).toBe(
      '{"10":1e+21,"9":0,"a":"Đ","b":[1,{"z":1}]}',
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled = JSON.parse(JSON.stringify(value), (_key, each) =>
          typeof each === 'object' && each !== null && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).reverse())
            : each,
        );
        expect(hashOf(shuffled)).toBe(hashOf(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });
});
