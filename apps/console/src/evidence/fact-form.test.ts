import { EvidenceFact } from '@khien/model';
import words from '../locales/vi/evidence.json';
import { choiceKey } from './choice-key';
import { FACT_FIELDS, type FactField, WRITTEN_KINDS } from './fact-fields';
import { factOf } from './fact-form';

/** What somebody would have filled in. */
function filled({ type, options }: FactField): unknown {
  return {
    text: ' chữ ',
    long: 'chữ',
    day: '2026-11-20',
    count: 2,
    flag: true,
    choice: options?.[0],
    choices: options?.slice(0, 2),
    paper: { number: '12/QĐ', date: '2026-11-20', issuer: ' ' },
    certificate: { name: 'Chứng chỉ', validTo: '2027-01-01' },
    agency: 'so-khcn',
    severities: { critical: 1 },
  }[type];
}

describe.each(WRITTEN_KINDS)('%s', (kind) => {
  const fields = FACT_FIELDS[kind];
  it('is a fact the model knows, with everything filled in', () => {
    const fact = factOf(kind, Object.fromEntries(fields.map((field) => [field.name, filled(field)])));
    expect(EvidenceFact.safeParse(fact).error?.issues ?? []).toEqual([]);
  });
  it('is one with only what it needs', () => {
    const needed = fields.filter(({ optional }) => !optional);
    const fact = factOf(kind, Object.fromEntries(needed.map((field) => [field.name, filled(field)])));
    expect(EvidenceFact.safeParse(fact).error?.issues ?? []).toEqual([]);
  });
  it('asks for every field the model needs', () => {
    const fact = factOf(kind, {});
    const wrong = EvidenceFact.safeParse(fact).error?.issues.map(({ path }) => path[0]) ?? [];
    const needed = fields.filter(({ optional }) => !optional).map(({ name }) => name as string);
    expect(wrong.filter((name) => !needed.includes(String(name)))).toEqual([]);
  });
  it('knows every choice of the model', () => {
    for (const field of fields)
      for (const option of field.type === 'choice' ? (field.options ?? []) : []) {
        const values = Object.fromEntries(fields.map((one) => [one.name, filled(one)]));
        expect(EvidenceFact.safeParse(factOf(kind, { ...values, [field.name]: option })).success).toBe(true);
      }
  });
});

it('leaves out half a paper', () =>
  expect(factOf('drill', { on: '2026-11-20', title: 'x', report: { number: '12' } })).toEqual({
    kind: 'drill',
    on: '2026-11-20',
    title: 'x',
  }));

it('has a word for every choice', () => {
  const { factChoice } = words;
  const options = WRITTEN_KINDS.flatMap((kind) =>
    FACT_FIELDS[kind].flatMap(({ options: given = [] }) => given),
  );
  expect(options.filter((option) => !(choiceKey(option).slice('factChoice.'.length) in factChoice))).toEqual(
    [],
  );
});
