import { setTimeout as wait } from 'node:timers/promises';
import { type Batch, TOKEN } from './province-by-http';

/** Sends batches one after the other as a careful shipper does: the same batch under the same key until it is answered 200. Resolves with the number of repeats. */
export async function sendBatches(ingestUrl: string, batches: readonly Batch[]): Promise<number> {
  let repeats = 0;
  for (const batch of batches) {
    while (!(await accepted(ingestUrl, batch))) {
      repeats += 1;
      await wait(50);
    }
  }
  return repeats;
}

async function accepted(ingestUrl: string, { sourceId, key, lines }: Batch): Promise<boolean> {
  try {
    const response = await fetch(`${ingestUrl}/v1/ingest/${sourceId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/plain', 'idempotency-key': key },
      body: `${lines.join('\n')}\n`,
      signal: AbortSignal.timeout(20_000),
    });
    const answer = await response.text();
    if (response.status === 200) return true;
    if (response.status === 503 || response.status === 429) return false;
    throw new WrongAnswer(`${response.status} ${answer}`);
  } catch (error) {
    if (error instanceof WrongAnswer) throw error;
    return false;
  }
}

/** An answer that trying again does not mend: the test is wrong, not the network. */
class WrongAnswer extends Error {}
