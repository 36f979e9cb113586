import { confidenceOf } from './confidence';

it.each([
  { mark: 'V1', sure: 'V1' },
  { mark: 'V1; date INF', sure: 'INF' },
  { mark: 'V1+INF', sure: 'INF' },
  { mark: 'V2', sure: 'V2' },
  { mark: 'S', sure: 'S' },
  { mark: '', sure: 'M' },
  { mark: 'INFO', sure: 'M' },
])('$mark counts as $sure', ({ mark, sure }) => expect(confidenceOf(mark)).toBe(sure));
