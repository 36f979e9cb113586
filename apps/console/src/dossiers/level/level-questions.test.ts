import { isAnswered, questionsFor } from './level-questions';

it.each([
  [{}, ['kind']],
  [{ kind: 'internal' }, ['kind', 'information', 'shared_collaboration']],
  [
    { kind: 'public_service', information: ['public'] },
    ['kind', 'information', 'tthc', 'conditional_business_line', 'static_page'],
  ],
  [
    { kind: 'public_service', information: ['public', 'personal'] },
    ['kind', 'information', 'tthc', 'conditional_business_line', 'subjects'],
  ],
  [
    { kind: 'infrastructure', serves: 'national' },
    ['kind', 'information', 'serves', 'continuous_24x7', 'international_connection', 'shared_collaboration'],
  ],
  [
    { kind: 'industrial_control', information: ['state_secret'] },
    ['kind', 'information', 'works_class', 'ns_harm'],
  ],
  [{ kind: 'other' }, ['kind', 'information']],
])('%j is asked %j', (facts, questions) => expect(questionsFor(facts)).toEqual(questions));

it.each([
  ['kind' as const, { kind: 'internal' }, true],
  ['kind' as const, {}, false],
  ['information' as const, { information: [] }, false],
  ['subjects' as const, { basic: 0, sensitive: null }, false],
  ['subjects' as const, { basic: 0, sensitive: 0 }, true],
  ['tthc' as const, { flags: { tthc: 'unknown' as const } }, true],
  ['tthc' as const, { flags: {} }, false],
])('%s of %j is answered: %s', (question, facts, answered) =>
  expect(isAnswered(question, facts)).toBe(answered),
);
