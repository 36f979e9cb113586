import { join } from 'node:path';
import { Day, EvidenceFact, MonitorError } from '@khien/model';
import { loadYamlFile, SAMPLE_DIR } from '@khien/settings';
import { z } from 'zod';

const Id = z.string().min(1);

/** One dossier of the sample province: where it stands and since when. The acts that led there are played, not written down. */
export const SampleDossier = z.strictObject({
  system: Id,
  until: z.enum([
    'drafting',
    'awaiting_expert_opinion',
    'submitted',
    'supplementing',
    'accepted',
    'revising',
    'appraised',
    'approval_requested',
    'approved',
    'retired',
  ]),
  /** Days from its last act to today, or the day of it. */
  ago: z.number().int().nonnegative().optional(),
  on: Day.optional(),
  /** Approved under Decree 85/2016. */
  legacy: z.boolean().default(false),
  deployment: z.enum(['none', 'some', 'full']).optional(),
  live: z.boolean().default(false),
  /** Being determined again, up to this step. */
  /** Share of its level's controls that somebody has attested. */
  attested: z.number().min(0).max(1).optional(),
  again: z.enum(['drafting', 'submitted', 'approved']).optional(),
});
export type SampleDossier = z.infer<typeof SampleDossier>;

const Relative = z.string().regex(/^day[+-]\d+$/, 'day-30, day+0');

/** One piece of evidence; days are told from today: `day-30`. */
export const SampleEvidence = z.strictObject({
  system: Id.optional(),
  agency: Id.optional(),
  province: z.literal(true).optional(),
  collected: Relative,
  from: Relative,
  to: Relative.optional(),
  fact: z.record(z.string(), z.unknown()),
});
export type SampleEvidence = z.infer<typeof SampleEvidence>;

const DAY = 86_400_000;

/** The day `days` from the day `now` is in Vietnam. */
export const dayFrom = (now: number, days: number): string =>
  new Date(now + 7 * 3_600_000 + days * DAY).toISOString().slice(0, 10);

/** The fact with its relative days (`day-30`) as days, and instants (`ms-1`: so many days before now) as epoch ms. */
export function factAt(fact: Record<string, unknown>, now: number): EvidenceFact {
  const parsed = EvidenceFact.safeParse(resolved(fact, now));
  if (parsed.success) return parsed.data;
  throw new MonitorError(
    'internal',
    `sample evidence ${String(fact.kind)}: ${z.prettifyError(parsed.error)}`,
  );
}

function resolved(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, now));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, now)]));
  if (typeof value !== 'string') return value;
  const relative = /^(day|ms)([+-]\d+)$/.exec(value);
  if (!relative) return value;
  const days = Number(relative[2]);
  return relative[1] === 'day' ? dayFrom(now, days) : now + days * DAY;
}

export const offsetOf = (relative: string): number => Number(relative.slice(3));

/** A list of the sample province's own files. They ship with the product, so a wrong one is a bug. */
export function readSampleList<T extends z.ZodType>(name: string, schema: T): z.output<T>[] {
  const read = loadYamlFile(join(SAMPLE_DIR, name), z.array(schema));
  if (read.ok) return read.value as z.output<T>[];
  throw new MonitorError(
    'internal',
    read.problems.map(({ line, message }) => `${name}:${line}: ${message}`).join('\n'),
  );
}
