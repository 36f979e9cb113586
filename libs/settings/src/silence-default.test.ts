import { registrySchemas } from './registry-schemas';

const source = (profile: string, more: object = {}) => ({
  ...{ id: 's', name: { vi: 's', en: 's' }, profile, systemId: 'x', transport: { kind: 'replay' } },
  ...more,
});

it.each([
  ['lgsp-access', 5],
  ['xroad-messages', 5],
  ['fortigate', 5],
  ['suricata-eve', 5],
  ['web-access', 15],
  ['windows-event', 15],
  ['postgresql', 15],
  ['veeam', 30],
  ['ecs-json', 30],
])('a source of %s is silent after %i minutes', (profile, minutes) => {
  expect(registrySchemas.source.parse(source(profile)).silenceMinutes).toBe(minutes);
});

it('what is stated stands', () => {
  expect(registrySchemas.source.parse(source('fortigate', { silenceMinutes: 90 })).silenceMinutes).toBe(90);
});

it('what is no source is told as such', () => {
  for (const value of ['text', null, [], {}, { profile: 7 }])
    expect(registrySchemas.source.safeParse(value).success).toBe(false);
});
