import type { MonitorError } from '@khien/model';
import { refuseUnstorable } from './unstorable';

const codeOf = (body: unknown) => {
  try {
    refuseUnstorable(body, 4);
    return 'taken';
  } catch (error) {
    const { code, problems } = error as MonitorError;
    return problems[0] ? `${code} ${problems[0].pointer}` : code;
  }
};

describe('refuseUnstorable', () => {
  it.each<[unknown, string]>([
    [undefined, 'taken'],
    [{ a: [1, 'Đạt', null, { b: true }] }, 'taken'],
    [{ 'a-b_c': '🛡' }, 'taken'],
    [{ constructor: 1 }, 'taken'],
    [{ a: { b: { c: { d: 1 } } } }, 'taken'],
    [{ a: { b: { c: { d: {} } } } }, 'bad_request'],
    [JSON.parse('{"__proto__":1}'), 'invalid /__proto__'],
    [JSON.parse('{"a":[{"__proto__":{"x":1}}]}'), 'invalid /a/0/__proto__'],
    [{ $where: '1' }, 'invalid /$where'],
    [{ a: { 'b.c': 1 } }, 'invalid /a/b.c'],
    [{ 'a\0': 1 }, 'invalid /a\0'],
    [{ a: 'x\0y' }, 'invalid /a'],
    [['\ud800'], 'invalid /0'],
  ])('of %j is %s', (body, outcome) => {
    expect(codeOf(body)).toBe(outcome);
  });
  it('walks 100,000 elements', () => {
    expect(codeOf({ a: Array.from({ length: 100_000 }, () => ({})) })).toBe('taken');
  });
});
