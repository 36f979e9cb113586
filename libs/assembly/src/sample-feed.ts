import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Logger, Source } from '@khien/model';
import { createProvinceTraffic, HISTORY_DAYS, type Line } from '@khien/sample-traffic';
import { z } from 'zod';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A pause longer than this is a gap in the sample's logs, as it would be for a real system that was off. */
const MAX_CATCH_UP = 6 * 60 * MINUTE;
const LIVE_EVERY_MS = 5000;
const BATCH = 500;

const Progress = z.strictObject({ start: z.number(), through: z.number() });

export interface SampleFeedDeps {
  sources: readonly Source[];
  dataDir: string;
  /** Address of the ingest endpoint, without path. */
  ingestUrl: string;
  log: Logger;
  now: () => number;
}

export interface SampleFeed {
  stop(): Promise<void>;
}

/** Makes the token files of the sample's HTTP sources that do not exist yet. Call before the ingest handler opens. */
export function ensureSampleTokens(sources: readonly Source[]): void {
  for (const { transport } of sources) {
    if (transport.kind !== 'http' || transport.tokenFile === undefined || existsSync(transport.tokenFile))
      continue;
    mkdirSync(dirname(transport.tokenFile), { recursive: true, mode: 0o700 });
    writeFileSync(transport.tokenFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  }
}

/**
 * Lets the invented province's systems write their logs: files grow, bus and warehouse post to the ingest endpoint, like real ones.
 * Starts with some days of history, then goes on live; after a restart it resumes where it was.
 */
export function startSampleFeed({ sources, dataDir, ingestUrl, log, now }: SampleFeedDeps): SampleFeed {
  const progressFile = join(dataDir, 'sample-progress.json');
  const progress = readProgress(progressFile, now(), log);
  const traffic = createProvinceTraffic({ seed: 'hai-van', start: progress.start });
  const byId = new Map(sources.map((source) => [source.id, source]));
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = step();

  async function step(): Promise<void> {
    try {
      if (now() - progress.through > MAX_CATCH_UP && progress.through >= progress.start)
        progress.through = now() - MAX_CATCH_UP;
      while (!stopping) {
        const to = Math.min(now() - (now() % 1000), progress.through + DAY);
        if (to <= progress.through) break;
        await deliver(traffic.between(progress.through, to), progress.through);
        progress.through = to;
        writeProgress(progressFile, progress);
      }
    } catch (error) {
      log.warn('sample traffic could not be delivered, trying again', { err: error });
    }
    if (!stopping)
      timer = setTimeout(() => {
        running = step();
      }, LIVE_EVERY_MS);
  }

  async function deliver(lines: readonly Line[], from: number): Promise<void> {
    const bySource = new Map<string, string[]>();
    for (const { sourceId, text } of lines) bySource.set(sourceId, [...(bySource.get(sourceId) ?? []), text]);
    for (const [sourceId, texts] of bySource) {
      const transport = byId.get(sourceId)?.transport;
      if (transport?.kind === 'file') appendLines(transport.paths[0] ?? '', texts);
      if (transport?.kind === 'http') await post(sourceId, transport.tokenFile ?? '', texts, from);
    }
  }

  async function post(
    sourceId: string,
    tokenFile: string,
    texts: readonly string[],
    from: number,
  ): Promise<void> {
    const token = readFileSync(tokenFile, 'utf8').trim();
    for (let at = 0; at < texts.length; at += BATCH) {
      const response = await fetch(`${ingestUrl}/v1/ingest/${sourceId}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/x-ndjson',
          'idempotency-key': `sample-${from}-${at}`,
        },
        body: `${texts.slice(at, at + BATCH).join('\n')}\n`,
      });
      if (!response.ok) throw new Error(`ingest answered ${response.status}`);
      await response.arrayBuffer();
    }
  }

  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function appendLines(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${lines.join('\n')}\n`);
}

/** A file that a crash cut short costs the sample its place, never the monitor its start. */
function readProgress(file: string, now: number, log: Logger): z.infer<typeof Progress> {
  if (existsSync(file)) {
    const read = Progress.safeParse(jsonOf(readFileSync(file, 'utf8')));
    if (read.success) return read.data;
    log.warn('sample progress is unreadable, the sample starts anew', { file });
  }
  return { start: now, through: now - (now % DAY) - HISTORY_DAYS * DAY };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function writeProgress(file: string, progress: z.infer<typeof Progress>): void {
  writeFileSync(`${file}.new`, JSON.stringify(progress));
  renameSync(`${file}.new`, file);
}
