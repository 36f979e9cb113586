import type { IngestLimits } from './ingest-limits';
import { type Problem, problem } from './problem';

/** A body that has to be held as one text to be read. */
export interface WholeBody {
  take(block: Buffer): Problem | undefined;
  octets(): Buffer;
}

export function createWholeBody({ jsonBytes }: Pick<IngestLimits, 'jsonBytes'>): WholeBody {
  const blocks: Buffer[] = [];
  let held = 0;
  return {
    take(block) {
      held += block.length;
      blocks.push(block);
      return held > jsonBytes ? problem(413, `the body may have ${jsonBytes} octets`) : undefined;
    },
    octets: () => Buffer.concat(blocks),
  };
}
