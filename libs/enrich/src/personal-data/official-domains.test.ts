import type { System } from '@khien/model';
import { compileOfficialDomains } from './official-domains';

const system = (domain: string) => ({ domains: [domain] }) as System;
const isOfficial = compileOfficialDomains(
  [system('mail.haivan.example'), system('dichvu.com.vn')],
  ['Tinh.Example'],
);

describe('mail domains of officials', () => {
  it.each([
    'gov.vn',
    'sokhcn.khanhhoa.gov.vn',
    'mail.haivan.example',
    'haivan.example',
    'so.haivan.example',
    'tinh.example',
    'ubnd.local',
    'dichvu.com.vn',
  ])('%s', (domain) => {
    expect(isOfficial(domain)).toBe(true);
  });
  it.each(['example', 'com.vn', 'khac.com.vn', 'gmail.com', 'notgov.vn', 'gov.vn.example.com'])(
    'not %s',
    (domain) => {
      expect(isOfficial(domain)).toBe(false);
    },
  );
});
