import type { Document } from '@khien/model';
import { createMirror } from './create-mirror';
import { openTestRoom, type TestRoom } from './testing/open-test-room';

interface Doc extends Document {
  version: number;
  computedAt: number;
  agencyId: string;
}

let room: TestRoom;
beforeEach(() => {
  room = openTestRoom();
});
afterEach(() => room.close());

const doc = (id: string, computedAt: number, version = 1): Doc => ({
  _id: id,
  version,
  computedAt,
  agencyId: 'a',
});
const mirrored = () => {
  const heard: Array<string | undefined> = [];
  const mirror = createMirror<Doc>(
    {
      ...{ store: room.store, now: () => room.clock.now, collection: 'compliance_sheets' },
      ...{ field: 'computedAt', countBy: 'agencyId' },
    },
    (one) => heard.push(one && `${one._id} ${one.version}`),
  );
  const ids = async () =>
    [...(await mirror.current()).values()].map(({ _id, version }) => `${_id} ${version}`);
  return { mirror, heard, ids };
};

describe('a mirror', () => {
  it('sees what others add and change, each once', async () => {
    const { ids, heard } = mirrored();
    expect(await ids()).toEqual([]);
    await room.store.put('compliance_sheets', [doc('a', room.clock.now)]);
    expect(await ids()).toEqual(['a 1']);
    room.clock.now += 3_600_000;
    await room.store.put('compliance_sheets', [doc('b', room.clock.now), doc('a', room.clock.now, 2)]);
    expect((await ids()).sort()).toEqual(['a 2', 'b 1']);
    await ids();
    expect(heard.filter((one) => one === 'a 2')).toHaveLength(1);
  });

  it('sees what was written by a clock that is somewhat behind, or recorded for long ago', async () => {
    const { ids } = mirrored();
    await room.store.put('compliance_sheets', [doc('a', room.clock.now)]);
    await ids();
    room.clock.now += 3_600_000;
    await ids();
    await room.store.put('compliance_sheets', [doc('a', room.clock.now - 60_000, 2)]);
    expect(await ids()).toEqual(['a 2']);
    await room.store.put('compliance_sheets', [doc('old', 0)]);
    expect((await ids()).sort()).toEqual(['a 2', 'old 1']);
  });

  it('reads everything again when the clock was set back', async () => {
    const { ids } = mirrored();
    await room.store.put('compliance_sheets', [doc('a', room.clock.now)]);
    await ids();
    room.clock.now -= 86_400_000;
    await room.store.put('compliance_sheets', [doc('a', room.clock.now, 2)]);
    expect(await ids()).toEqual(['a 2']);
  });

  it('gives everybody who asks at once what stood in the store when they asked', async () => {
    const { mirror } = mirrored();
    const first = mirror.current();
    await room.store.put('compliance_sheets', [doc('a', room.clock.now)]);
    expect((await mirror.current()).has('a')).toBe(true);
    await first;
  });
});
