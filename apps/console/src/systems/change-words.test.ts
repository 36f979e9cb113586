import { changeValueKey } from './change-words';

it.each([
  { subject: 'layer:3', value: 'not_met', key: 'verdict.not_met' },
  { subject: 'control:6.1.2', value: 'partly', key: 'control.partly' },
  { subject: 'dossier', value: 'submitted', key: 'dossier.submitted' },
  { subject: 'dossier', value: 'supplementing', key: 'step.supplementing' },
  { subject: 'deployment', value: 'some', key: 'deployment.some' },
  { subject: 'layer:1', value: 'partly', key: undefined },
  { subject: 'weather', value: 'rain', key: undefined },
])('$subject $value is said with $key', ({ subject, value, key }) =>
  expect(changeValueKey(subject, value)).toBe(key),
);
