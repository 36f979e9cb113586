import { type Facts, factsOfForm, formOfFacts } from './level-facts';

it.each<{ name: string; facts: Facts }>([
  { name: 'nothing', facts: {} },
  {
    name: 'a procedure system',
    facts: {
      kind: 'public_service',
      tthc: true,
      conditional_business_line: null,
      information: ['private', 'personal'],
      subjects: { basic: 84000, sensitive: 0 },
      serves: 'ministry_sector_province',
      proposed: 3,
    },
  },
  {
    name: 'what the form does not ask',
    facts: {
      kind: 'internal',
      components: [{ name: 'a', kind: 'public_service' }],
      owners: 1,
      harm: { RIGHTS: 'HARM' },
    },
  },
  {
    name: 'a list of kinds',
    facts: { types: ['public_service', 'infrastructure'], international_connection: false },
  },
])('keeps $name as it stands when nothing is changed', ({ facts }) =>
  expect(factsOfForm(formOfFacts(facts), facts)).toEqual(facts),
);

it.each([
  { name: 'an answer taken back is unknown again', before: { tthc: true }, form: {}, after: {} },
  { name: 'not known is said', before: {}, form: { flags: { tthc: 'unknown' } }, after: { tthc: null } },
  { name: 'no subjects is a count', before: {}, form: { basic: 0 }, after: { subjects: { basic: 0 } } },
  {
    name: 'another kind replaces the list',
    before: { types: ['public_service', 'infrastructure'] },
    form: { kind: 'internal' },
    after: { kind: 'internal' },
  },
  {
    name: 'old names of counts give way',
    before: { subjects_basic: 5 },
    form: { basic: 6 },
    after: { subjects: { basic: 6 } },
  },
] as const)('$name', ({ before, form, after }) =>
  expect(factsOfForm({ ...form }, { ...before })).toEqual(after),
);
