import type { MonitorError } from '@khien/model';
import fc from 'fast-check';
import { type Place, pageOfList } from './list-page';

interface Item {
  id: string;
  key: Place['key'];
}
const placeOf = ({ id, key }: Item): Place => ({ key, id });
const item = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  key: fc.oneof(fc.constantFrom('Ân', 'An', 'đê', 'Dê', ''), fc.string({ maxLength: 5 }), fc.constant(null)),
});
const items = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 40 });

function walk(list: readonly Item[], limit: number): string[] {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < 100; turn++) {
    const page = pageOfList(list, { placeOf, query: 'q', limit, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    if (cursor === undefined) return seen;
  }
  throw new Error('never ends');
}

describe('pageOfList', () => {
  it('shows everything once, in one order, whatever the length of a page', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 10 }), (list, limit) => {
        const whole = walk(list, 1000);
        expect([...whole].sort()).toEqual(list.map(({ id }) => id).sort());
        expect(walk([...list].reverse(), limit)).toEqual(whole);
      }),
    );
  });
  it('neither repeats nor skips what stays when something goes or comes between two pages', () => {
    fc.assert(
      fc.property(items, item, fc.nat(), (list, extra, which) => {
        fc.pre(list.length > 2 && !list.some(({ id }) => id === extra.id));
        const first = pageOfList(list, { placeOf, query: 'q', limit: 2 });
        const gone = list[which % list.length];
        const changed = [...list.filter((one) => one !== gone), extra];
        const rest = pageOfList(changed, { placeOf, query: 'q', limit: 1000, cursor: first.next });
        const shown = new Set([...first.items, ...rest.items].map(({ id }) => id));
        for (const one of list) if (one !== gone) expect(shown).toContain(one.id);
        expect(shown.size).toBe(first.items.length + rest.items.length);
      }),
    );
  });
  it('sorts as Vietnamese does, and what has no key last', () => {
    const list = ['Đồng', 'Dũng', 'Em', 'Ấn', null, 'An'].map((key, index) => ({ id: String(index), key }));
    const keys = pageOfList(list, { placeOf, query: '', limit: 10 }).items.map(({ key }) => key);
    expect(keys).toEqual(['An', 'Ấn', 'Dũng', 'Đồng', 'Em', null]);
  });
  const list = [1, 2, 3].map((key) => ({ id: `i${key}`, key }));
  const { next: good = '' } = pageOfList(list, { placeOf, query: 'q', limit: 1 });
  it.each([
    ['of another query', good, 'other'],
    ['that is no base64', '***', 'q'],
    ['of other JSON', Buffer.from('{"a":1}').toString('base64url'), 'q'],
    ['with an object for a key', Buffer.from('["q",{},"i1"]').toString('base64url'), 'q'],
    ['that was cut', good.slice(0, 10), 'q'],
  ])('refuses a cursor %s', (_what, cursor, query) => {
    expect(() => pageOfList(list, { placeOf, query, limit: 1, cursor })).toThrow(
      expect.objectContaining<Partial<MonitorError>>({ code: 'bad_request' }),
    );
  });
});
