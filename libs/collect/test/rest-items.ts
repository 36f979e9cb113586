import type { ServerResponse } from 'node:http';
import type { RecordingIntake } from './recording-intake';

/** One record of an interface that is asked in tests. */
export interface Item {
  id: string | number;
  time: number | string;
}

/** Answers with JSON; a string goes out as it is, broken JSON too. */
export const json = (response: ServerResponse, value: unknown): void => {
  response.setHeader('content-type', 'application/json');
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
};

export const ids = (intake: RecordingIntake): unknown[] => intake.stored.map(({ raw }) => JSON.parse(raw).id);

export const some = (count: number, time = Date.now() - 5_000): Item[] =>
  Array.from({ length: count }, (_, n) => ({ id: `e-${n}`, time: time + n }));
