import { deflateRawSync } from 'node:zlib';
import { type Chunk, chunkIdOf } from '@khien/model';
import { createSealer } from '@khien/sealing';
import fc from 'fast-check';
import { decodeChunk, encodeChunk } from './chunk-body';

const chunkId = chunkIdOf('main', 1);
const chunk = (raw: string): Chunk => ({
  chunkId,
  collectorId: 'main',
  seq: 1,
  sourceId: 'portal',
  partitionDay: '2026-11-21',
  sealedAt: 1,
  records: [{ position: 'p', receivedAt: 1, raw }],
});
const sealer = createSealer(Buffer.alloc(32, 1));
const packed = (value: unknown) => deflateRawSync(JSON.stringify(value));

describe('chunk body', () => {
  it.each([
    ['sealed', sealer],
    ['unsealed', undefined],
  ])('comes back as it was, %s', async (_name, how) => {
    const property = fc.asyncProperty(fc.string({ unit: 'binary' }), async (raw) => {
      expect(await decodeChunk(await encodeChunk(chunk(raw), how), chunkId, how)).toEqual(chunk(raw));
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('shows nothing of the records when sealed', async () => {
    const body = await encodeChunk(chunk('Nguyễn Văn Mẫu 001099000001'), sealer);
    expect(Buffer.from(body, 'base64').includes('001099000001')).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '!!!'],
    ['octets that were never deflated', Buffer.from('x'.repeat(50)).toString('base64')],
    ['no chunk', packed({ hello: 1 }).toString('base64')],
    ['a chunk with a field too many', packed({ ...chunk('x'), extra: 1 }).toString('base64')],
    ['another chunk', packed({ ...chunk('x'), chunkId: chunkIdOf('main', 2) }).toString('base64')],
    ['more than any chunk holds', deflateRawSync(Buffer.alloc(20 * 1024 * 1024, 0x20)).toString('base64')],
  ])('refuses %s', async (_name, body) => {
    await expect(decodeChunk(body, chunkId, undefined)).rejects.toThrow();
  });

  it('refuses a body that was not sealed, sealed with another key, changed, or moved to another chunk', async () => {
    const body = await encodeChunk(chunk('x'), sealer);
    const changed = Buffer.from(body, 'base64');
    changed[changed.length - 20] = (changed.at(-20) ?? 0) ^ 1;
    const other = createSealer(Buffer.alloc(32, 2));
    await expect(decodeChunk(await encodeChunk(chunk('x'), undefined), chunkId, sealer)).rejects.toThrow();
    await expect(decodeChunk(body, chunkId, other)).rejects.toThrow();
    await expect(decodeChunk(changed.toString('base64'), chunkId, sealer)).rejects.toThrow();
    await expect(decodeChunk(body, chunkIdOf('main', 2), sealer)).rejects.toThrow();
  });
});
