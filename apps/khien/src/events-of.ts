import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { MonitorError } from '@khien/model';

/** Events of an NDJSON file (`-`: standard input). MonitorError `bad_request` names the line that is no JSON object. */
export async function* eventsOf(file: string): AsyncGenerator<Record<string, unknown>> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    yield parseEvent(text, line);
  }
}

function parseEvent(text: string, line: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // told below, with the line
  }
  throw new MonitorError('bad_request', `--events: line ${line} is not a JSON object`);
}
