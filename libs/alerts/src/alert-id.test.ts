import fc from 'fast-check';
import { alertHitIdOf, alertIdOf } from './alert-id';

const user = { kind: 'user', value: 'nv.minh' };

describe('alertIdOf', () => {
  it('is the same for the same behaviour', () => {
    expect(alertIdOf('rule-a', user, 1000)).toBe(alertIdOf('rule-a', { ...user }, 1000));
  });
  it.each([
    ['another rule', alertIdOf('rule-b', user, 1000)],
    ['another value', alertIdOf('rule-a', { kind: 'user', value: 'nv.lan' }, 1000)],
    ['another kind', alertIdOf('rule-a', { kind: 'host', value: 'nv.minh' }, 1000)],
    ['another window', alertIdOf('rule-a', user, 1001)],
  ])('differs for %s', (_what, id) => {
    expect(id).not.toBe(alertIdOf('rule-a', user, 1000));
  });
  it('never collides because of where one part ends and the next begins', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (a, b, c) => {
        expect(alertIdOf(a, { kind: b + c, value: '' }, 1)).not.toBe(alertIdOf(a, { kind: b, value: c }, 1));
      }),
    );
  });
});

describe('alertHitIdOf', () => {
  it('tells chunks and alerts apart', () => {
    const ids = [alertHitIdOf('a', 'c1'), alertHitIdOf('a', 'c2'), alertHitIdOf('b', 'c1')];
    expect(new Set(ids).size).toBe(3);
  });
});
