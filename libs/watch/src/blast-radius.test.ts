import type { Source, System } from '@khien/model';
import { type BlastRadiusInput, blastRadius, restsSentence } from './blast-radius';

const system = (id: string, more: Partial<System> = {}): System => ({
  ...{ id, name: { vi: id, en: id }, agencyId: 'a', level: 3, dossier: { state: 'approved' } },
  ...{ networks: [], hosts: [], domains: [], datasets: [], ...more },
});
const source = (id: string, profile: string, systemId: string): Source => ({
  ...{ id, name: { vi: id, en: id }, profile, systemId, transport: { kind: 'replay' } },
  ...{ timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8', silenceMinutes: 30 },
});
const fedBy =
  (...profiles: string[]) =>
  (profile: string) =>
    profiles.includes(profile);
const input: BlastRadiusInput = {
  registry: {
    sources: [
      source('web', 'nginx', 'portal'),
      source('web2', 'nginx', 'mail'),
      source('fw', 'fortigate', 'portal'),
    ],
    systems: [
      system('portal'),
      system('mail', { level: 1 }),
      system('guest', { hostedOn: 'portal' }),
      system('none', { hostedOn: 'portal', dossier: { state: 'none' } }),
    ],
  },
  rules: [
    { id: 'low-fw', level: 'low', fedBy: fedBy('fortigate') },
    { id: 'web', level: 'high', fedBy: fedBy('nginx') },
    { id: 'both', level: 'critical', fedBy: fedBy('nginx', 'fortigate') },
    { id: 'any', level: 'critical', fedBy: () => undefined },
  ],
  controls: [
    { id: 'net', layers: ['network'], fromLevel: 2 },
    { id: 'app', layers: ['application'], fromLevel: 2 },
    { id: 'all', fromLevel: 1 },
    { id: 'strict', fromLevel: 5 },
  ],
  layerOf: (profile) => (profile === 'nginx' ? 'application' : 'network'),
};
const of = (id: string) => blastRadius(input.registry.sources.find((one) => one.id === id) as Source, input);

it.each([
  [
    'fw',
    {
      rules: ['both', 'low-fw'],
      onlyHere: ['low-fw'],
      controls: ['net', 'all'],
      dossiers: ['portal', 'guest'],
    },
  ],
  ['web', { rules: ['both', 'web'], onlyHere: [], controls: ['app', 'all'], dossiers: ['portal', 'guest'] }],
  ['web2', { rules: ['both', 'web'], onlyHere: [], controls: ['all'], dossiers: ['mail'] }],
])('what rests on %s', (id, expected) => {
  expect(of(id)).toEqual(expected);
});

it('a second source of the same layer and system takes the controls over', () => {
  const second = source('web3', 'nginx', 'portal');
  const more = { ...input, registry: { ...input.registry, sources: [...input.registry.sources, second] } };
  expect(blastRadius(second, more).controls).toEqual([]);
});

it('is a sentence in both languages, or none', () => {
  expect(restsSentence(of('fw'))).toEqual({
    vi: 'Dựa vào nguồn này: 2 quy tắc (1 không còn nguồn nào khác), 2 biện pháp kiểm soát, 2 hồ sơ cấp độ (portal, guest).',
    en: 'Resting on this source: 2 rules (1 have no other source), 2 controls, 2 dossiers (portal, guest).',
  });
  expect(restsSentence({ rules: [], onlyHere: [], controls: [], dossiers: [] })).toBeUndefined();
});
