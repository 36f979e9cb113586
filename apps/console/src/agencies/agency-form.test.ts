import type { Agency } from '@khien/model';
import { agencyOf, formOf } from './agency-form';

const agency: Agency = {
  id: 'so-y-te',
  name: { vi: 'Sở Y tế', en: 'Department of Health' },
  kind: 'department',
  parent: 'tinh',
  contact: { address: 'Số 1', symbol: 'SYT' },
};

it('gives back the card it was made of', () => {
  expect(agencyOf(formOf(agency))).toEqual(agency);
});
it.each([
  ['spaces around a text', { contact: { address: '  Số 1  ' } }, { contact: { address: 'Số 1' } }],
  ['a text of spaces', { contact: { phone: '   ' } }, { contact: undefined }],
  ['no English name', { name: { vi: 'Sở Y tế', en: ' ' } }, { name: { vi: 'Sở Y tế', en: 'Sở Y tế' } }],
  ['no body above', { parent: undefined }, { parent: undefined }],
])('%s', (_, change, expected) => {
  const saved = agencyOf({ ...formOf({ ...agency, contact: {} }), ...change });
  for (const [field, value] of Object.entries(expected)) expect(saved[field as keyof Agency]).toEqual(value);
});
