import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../sha256';
import { openTestRoom, type TestRoom } from '../testing/open-test-room';
import { createFileDesk, MAX_FILE_BYTES } from './create-file-desk';

let room: TestRoom;
beforeEach(() => {
  room = openTestRoom();
});
afterEach(() => room.close());

const pdf = (bytes: Buffer, more = {}) => ({
  name: 'Quyết định.pdf',
  mediaType: 'application/pdf',
  bytes,
  ...more,
});

describe('files', () => {
  it.each([1, 192 * 1024, 192 * 1024 + 1, 1_000_000])('of %i octets come back as they were', async (size) => {
    const desk = createFileDesk(room.deps);
    const bytes = randomBytes(size);
    const { sha256 } = await desk.put(room.by('an'), pdf(bytes, { agencyId: 'benh-vien' }));
    expect(sha256).toBe(sha256Hex(bytes));
    const file = await desk.get(sha256);
    expect(file?.bytes.equals(bytes)).toBe(true);
    expect(file).toMatchObject({ name: 'Quyết định.pdf', owners: [{ agencyId: 'benh-vien' }] });
    const { docs } = await room.store.find<{ _id: string; data?: string }>('files', { filter: { sha256 } });
    for (const { data } of docs) expect(data?.length ?? 0).toBeLessThanOrEqual(256 * 1024);
  });

  it('are stored once, and belong to everybody who handed them in', async () => {
    const desk = createFileDesk(room.deps);
    const bytes = Buffer.from('%PDF-1.7 nội dung');
    const first = await desk.put(room.by('an'), pdf(bytes, { agencyId: 'benh-vien' }));
    room.clock.now += 1000;
    await desk.put(room.by('an'), pdf(bytes, { agencyId: 'benh-vien', name: 'Tên khác.pdf' }));
    await desk.put(room.by('binh'), pdf(bytes, { agencyId: 'so-gd', systemId: 'truong' }));
    expect(await desk.get(first.sha256)).toMatchObject({
      name: 'Quyết định.pdf',
      owners: [{ agencyId: 'benh-vien' }, { agencyId: 'so-gd', systemId: 'truong' }],
    });
    expect((await room.store.find('files', {})).docs).toHaveLength(3);
    expect(
      (await room.store.find('activity', { filter: { action: 'document_imported' } })).docs,
    ).toHaveLength(2);
  });

  it.each([
    { name: 'nothing in it', file: pdf(Buffer.alloc(0)), code: 'invalid' },
    { name: 'too much in it', file: pdf(Buffer.alloc(MAX_FILE_BYTES + 1)), code: 'too_large' },
    { name: 'no name', file: pdf(Buffer.from('x'), { name: ' ' }), code: 'invalid' },
    { name: 'no media type', file: pdf(Buffer.from('x'), { mediaType: 'pdf' }), code: 'invalid' },
  ])('with $name are refused', async ({ file, code }) => {
    await expect(createFileDesk(room.deps).put(room.by('an'), file)).rejects.toMatchObject({ code });
    expect((await room.store.find('files', {})).docs).toEqual([]);
  });

  it('that nobody handed in are not there, and damaged ones are not given out', async () => {
    const desk = createFileDesk(room.deps);
    expect(await desk.get('a'.repeat(64))).toBeUndefined();
    expect(await desk.get('../etc')).toBeUndefined();
    const { sha256 } = await desk.put(room.by('an'), pdf(Buffer.from('thật')));
    await room.store.put('files', [
      { _id: `${sha256}:0000`, sha256, part: 0, data: Buffer.from('giả').toString('base64') } as never,
    ]);
    await expect(desk.get(sha256)).rejects.toMatchObject({ code: 'internal' });
  });

  it('whose pieces were written and not their head are not there yet, and can be handed in again', async () => {
    const desk = createFileDesk(room.deps);
    const bytes = Buffer.from('một nửa');
    const sha256 = sha256Hex(bytes);
    await room.store.insertManyOnce('files', [
      { _id: `${sha256}:0000`, sha256, part: 0, data: bytes.toString('base64') } as never,
    ]);
    expect(await desk.get(sha256)).toBeUndefined();
    await desk.put(room.by('an'), pdf(bytes));
    expect((await desk.get(sha256))?.bytes.toString()).toBe('một nửa');
  });
});
