import { metricsText } from './metrics-text';

it('says what each receiver counted, refusals by their status', () => {
  const receivers = { http: { requests: 3, refused: { 413: 1 } }, syslog: { shed: 2 }, files: undefined };
  const text = metricsText([], { queue: { waiting: 0, active: 0 }, rules: 0, receivers });
  expect(text.match(/^khien_receiver\{.*$/gm)).toEqual([
    'khien_receiver{receiver="http",figure="requests"} 3',
    'khien_receiver{receiver="http",figure="refused_413"} 1',
    'khien_receiver{receiver="syslog",figure="shed"} 2',
  ]);
});
