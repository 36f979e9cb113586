import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { createLineSplitter, incomingRecord, type Line } from '@khien/collect';
import { type IncomingRecord, type Intake, MonitorError, type Source } from '@khien/model';

const BATCH = 500;
/** Appends under way at once: enough to share an fsync. */
const AHEAD = 8;
const FINGERPRINT_BYTES = 1024;

/**
 * Hands a file's lines to the intake and resolves with their number once all are on disk. `.gz` is unpacked.
 * Positions come from the file's content, so that the same file given twice is the same records.
 */
export async function feedFile(
  file: string,
  source: Source,
  intake: Intake,
  now: () => number,
): Promise<number> {
  const stream = await fingerprintOf(file);
  const splitter = createLineSplitter({ unit: source.encoding === 'utf-16le' ? 2 : 1 });
  const pending = new Set<Promise<void>>();
  let batch: IncomingRecord[] = [];
  let count = 0;

  const take = ({ octets, offset, truncated }: Line): void => {
    if (octets.length === 0) return;
    count += 1;
    batch.push(
      incomingRecord({
        octets,
        receivedAt: now(),
        position: `replay:${stream}:${String(offset).padStart(12, '0')}`,
        ...(truncated && { truncated }),
      }),
    );
  };
  async function send(): Promise<void> {
    const records = batch;
    batch = [];
    if (records.length === 0) return;
    const sending = accept(records).finally(() => pending.delete(sending));
    pending.add(sending);
    if (pending.size >= AHEAD) await Promise.race(pending);
  }
  async function accept(records: IncomingRecord[]): Promise<void> {
    for (;;) {
      try {
        return await intake.accept(source.id, records, { kind: 'file', repeatable: true });
      } catch (error) {
        if (!(error instanceof MonitorError) || error.code !== 'unavailable') throw error;
        await new Promise((resolve) => setTimeout(resolve, (error.retryAfter ?? 1) * 1000));
      }
    }
  }

  const input = createReadStream(file, { highWaterMark: 256 * 1024 });
  for await (const block of file.endsWith('.gz') ? input.pipe(createGunzip()) : input) {
    splitter.push(block as Buffer, take);
    while (batch.length >= BATCH) await send();
  }
  splitter.flush(take);
  while (batch.length > 0) await send();
  await Promise.all(pending);
  return count;
}

async function fingerprintOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FINGERPRINT_BYTES), 0, FINGERPRINT_BYTES, 0);
    const { size } = await handle.stat();
    return createHash('sha256')
      .update(`${size}:`)
      .update(buffer.subarray(0, bytesRead))
      .digest('hex')
      .slice(0, 24);
  } finally {
    await handle.close();
  }
}
