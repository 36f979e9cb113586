import { crc32 } from 'node:zlib';
import type { IncomingRecord } from '@khien/model';
import { MAX_RECORD_BYTES } from '@khien/model';
import { withoutCutCharacter } from '../cut-character';
import { incomingRecord } from '../incoming-record';
import { createLineSplitter } from '../line-splitter';
import { arrayElements } from './array-elements';
import type { IngestLimits } from './ingest-limits';
import { type Problem, problem } from './problem';

export type BodyForm = 'lines' | 'array';

/** What becomes records of the octets of one body. */
export interface RecordCollector {
  take(block: Buffer): Problem | undefined;
  /** All records of the body, or why it is none. */
  finish(): { ok: true; records: IncomingRecord[]; bytes: number } | { ok: false; problem: Problem };
}

export interface CollectorDeps {
  form: BodyForm;
  limits: IngestLimits;
  now: () => number;
  peer: string;
  /** Prefix of the records' positions, when the sender gave an idempotency key. */
  positionPrefix?: string;
}

/** Empty lines make no records and cost time all the same. */
const LINES_PER_RECORD = 3;

/** Lines become records exactly as sent, whatever they hold; empty ones do not count. An array's elements become one record each. */
export function createRecordCollector(deps: CollectorDeps): RecordCollector {
  const records: IncomingRecord[] = [];
  let bytes = 0;
  let lines = 0;
  let receivedAt = deps.now();

  function add(octets: Buffer, truncated: boolean): void {
    lines++;
    if (octets.length === 0) return;
    bytes += octets.length;
    const { positionPrefix, peer } = deps;
    const position =
      positionPrefix === undefined ? {} : { position: positionOf(positionPrefix, records.length, octets) };
    records.push(incomingRecord({ octets, receivedAt, peer, truncated, ...position }));
  }
  function tooMany(): Problem | undefined {
    const mostLines = deps.limits.records * LINES_PER_RECORD;
    if (lines > mostLines) return problem(413, `the body holds more than ${mostLines} lines`);
    if (records.length <= deps.limits.records) return undefined;
    return problem(413, `the body holds more than ${deps.limits.records} records`);
  }
  return deps.form === 'lines' ? ofLines() : ofArray();

  function ofLines(): RecordCollector {
    const splitter = createLineSplitter();
    return {
      take(block) {
        receivedAt = deps.now();
        splitter.push(block, (line) => add(line.octets, line.truncated));
        return tooMany();
      },
      finish() {
        splitter.flush((line) => add(line.octets, line.truncated));
        const refused = tooMany();
        return refused ? { ok: false, problem: refused } : { ok: true, records, bytes };
      },
    };
  }

  function ofArray(): RecordCollector {
    const blocks: Buffer[] = [];
    let held = 0;
    return {
      take(block) {
        held += block.length;
        blocks.push(block);
        if (held <= deps.limits.jsonBytes) return undefined;
        return problem(
          413,
          `a JSON array may have ${deps.limits.jsonBytes} octets; send lines (NDJSON) instead`,
        );
      },
      finish() {
        receivedAt = deps.now();
        const elements = arrayElements(Buffer.concat(blocks));
        if (!elements) return { ok: false, problem: problem(400, 'the body is not a JSON array') };
        for (const element of elements) addElement(element);
        const refused = tooMany();
        return refused ? { ok: false, problem: refused } : { ok: true, records, bytes };
      },
    };
  }

  function addElement(element: Buffer): void {
    const truncated = element.length > MAX_RECORD_BYTES;
    add(truncated ? withoutCutCharacter(element.subarray(0, MAX_RECORD_BYTES)) : element, truncated);
  }
}

/** With a check value of the octets: a key used again for other records makes them other records, not duplicates that nobody stores. */
function positionOf(prefix: string, index: number, octets: Buffer): string {
  return `${prefix}${index}:${crc32(octets).toString(16).padStart(8, '0')}`;
}
