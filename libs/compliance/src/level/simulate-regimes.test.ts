import { shippedLaw } from '../testing/shipped-law';
import { LevelInput } from './level-input';
import { simulateRegimes } from './simulate-regimes';

const { law } = shippedLaw();
const from = { law, on: '2026-06-30' };
const to = { law, on: '2026-11-01' };
const system = (input: Record<string, unknown>) => LevelInput.parse({ name: 'Hệ thống', ...input });
const service = { kind: 'public_service', conditional_business_line: false, information: ['personal'] };

it.each([
  {
    what: 'a service with 50,000 subjects falls: the threshold is ten times higher',
    input: { ...service, tthc: false, subjects: { basic: 50_000, sensitive: 0 } },
    before: 3,
    after: 2,
    change: 'lowered',
  },
  {
    what: 'a procedure service of grade 2 with few users rises: procedures are level 3 now',
    input: { ...service, tthc: true, online_service_grade: 2, subjects: { basic: 500, sensitive: 0 } },
    before: 2,
    after: 3,
    change: 'raised',
  },
  {
    what: 'the provincial data centre stays',
    input: { kind: 'infrastructure', serves: 'ministry_sector_province' },
    before: 3,
    after: 3,
    change: 'same',
  },
  {
    what: 'what is not known stays open',
    input: { ...service, tthc: false, subjects: null },
    before: null,
    after: null,
    change: 'open',
  },
])('$what', ({ input, before, after, change }) => {
  const [result] = simulateRegimes([system(input)], from, to);

  expect(result).toMatchObject({
    change,
    before: { level: before, regime: 'ND85' },
    after: { level: after, regime: 'ND331' },
  });
});

it('names the duties and figures that come and go', () => {
  const [result] = simulateRegimes(
    [system({ kind: 'infrastructure', serves: 'ministry_sector_province' })],
    from,
    to,
  );
  const duty = (id: string) => result?.duties.find((each) => each.id === id);
  const figure = (id: string) => result?.parameters.find((each) => each.id === id);

  expect(duty('LD-10.2g')).toMatchObject({ before: null, after: { force: 'mandatory', mark: 'V1' } });
  expect(duty('LD-85-20.2c')).toMatchObject({ before: { force: 'mandatory' }, after: null });
  expect(figure('LP-A10')).toMatchObject({
    before: { value: 15, unit: 'day' },
    after: { value: 15, unit: 'working_day' },
  });
  expect(figure('LP-I1')).toMatchObject({
    before: { value: 5, unit: 'day' },
    after: { value: 72, unit: 'hour' },
  });
  expect(figure('LP-F2')).toMatchObject({ before: { value: 12 }, after: null });
});

it('shows no change where the law is the same', () => {
  const [result] = simulateRegimes([system({ kind: 'infrastructure', serves: 'unit' })], to, to);

  expect(result).toMatchObject({ change: 'same', duties: [], parameters: [] });
});

it('takes a draft law as one file more', () => {
  const draft = {
    ...law,
    parameters: law.parameters.map((parameter) =>
      parameter.id === 'subjects.basic'
        ? { ...parameter, entries: parameter.entries.map((entry) => ({ ...entry, value: 1000 })) }
        : parameter,
    ),
  };
  const input = system({ ...service, tthc: false, subjects: { basic: 1000, sensitive: 0 } });

  expect(simulateRegimes([input], to, { law: draft, on: to.on })[0]).toMatchObject({ change: 'raised' });
});
