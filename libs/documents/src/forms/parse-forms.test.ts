import { formDocument, shippedForms, shippedFormTexts } from '../testing/shipped-forms';
import { parseForms } from './parse-forms';

const text = shippedFormTexts()['mau-06.yml'] ?? '';
const parsed = (...texts: string[]) =>
  parseForms(texts.map((each, index) => formDocument(`f${index}.yml`, each)));

describe('config/forms as it ships', () => {
  const { forms, problems } = shippedForms();

  it('has no problem and holds the eight official forms', () => {
    expect(problems).toEqual([]);
    expect(forms.filter(({ official }) => official).map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `mau-0${number}`),
    );
  });

  it('cites each form and says of each official one which copy was read', () => {
    expect(forms.filter(({ citation }) => !citation.startsWith('NĐ 331')).map(({ id }) => id)).toEqual([]);
    expect(forms.filter(({ official, copy }) => official && copy === undefined)).toEqual([]);
  });

  it('files every form under its id', () => {
    const ids = Object.keys(shippedFormTexts()).map((name) => name.replace('.yml', ''));

    expect(ids.sort()).toEqual(forms.map(({ id }) => id));
  });
});

it.each([
  {
    name: 'a placeholder that is none',
    from: '{{system.name}} cụ thể',
    to: '{{system.title}} cụ thể',
    says: 'there is no placeholder "system.title"',
  },
  {
    name: 'a placeholder that is not closed',
    from: '{{operator.name}}."',
    to: '{{operator.name."',
    says: 'a placeholder is not closed',
  },
  {
    name: 'an unknown field',
    from: 'official: true',
    to: 'official: true\nofficially: yes',
    says: 'officially: unknown field',
  },
  { name: 'a level that is none', from: 'levels: [3, 4]', to: 'levels: [3, 6]', says: 'fits.levels.1' },
  { name: 'a mark that is none', from: 'mark: V1\ncopy', to: 'mark: sure\ncopy', says: 'mark:' },
  { name: 'an id that is none', from: 'id: mau-06', to: 'id: mau-09', says: 'mau-01 to mau-08' },
  { name: 'a role that is none', from: 'role: owner', to: 'role: king', says: 'issuer.0.role' },
  { name: 'a day that is none', from: '2026-08-19', to: '19-08-2026', says: 'effective_from' },
])('refuses $name, with file and line', ({ from, to, says }) => {
  expect(text).toContain(from);
  const wrong = text.replace(from, to);
  const { forms, problems } = parsed(wrong);

  expect(forms).toEqual([]);
  expect(problems.map(({ message }) => message).join('\n')).toContain(says);
  expect(problems[0]?.file).toBe('f0.yml');
  const changed = wrong.split('\n').findIndex((line, index) => line !== text.split('\n')[index]) + 1;
  expect(problems[0]?.line).toBe(changed);
});

it('takes an id once and keeps the other files', () => {
  const { forms, problems } = parsed(text, text, text.replace('id: mau-06', 'id: mau-07'), 'no form');

  expect(forms.map(({ id }) => id)).toEqual(['mau-06', 'mau-07']);
  expect(problems.map(({ file }) => file)).toEqual(['f1.yml', 'f3.yml']);
});
