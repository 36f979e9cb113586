import type { IncomingMessage } from 'node:http';
import { createGunzip, createInflate, type Gunzip, type Inflate } from 'node:zlib';
import type { IngestLimits } from './ingest-limits';
import { type Problem, problem } from './problem';

export type Coding = 'identity' | 'gzip' | 'deflate';
/** `gone`: the sender hung up before the end of the body, so nobody waits for an answer. */
export type BodyEnd = { ok: true } | { ok: false; problem: Problem } | { ok: false; gone: true };

export interface BodyReading {
  coding: Coding;
  limits: IngestLimits;
  /** Takes one decompressed block; a problem returned here ends the reading. */
  take: (block: Buffer) => Problem | undefined;
  /** Sees the octets as they were sent. */
  onWire?: ((block: Buffer) => void) | undefined;
}

/** Reads a body block by block, decompressing; ends at the first limit passed, with nothing more than a block held. */
export function readBody(
  req: IncomingMessage,
  { coding, limits, take, ...reading }: BodyReading,
): Promise<BodyEnd> {
  return new Promise((resolve) => {
    const inflater = inflaterOf(coding);
    const wireCap = inflater ? limits.compressedBytes : limits.bodyBytes;
    let wire = 0;
    let out = 0;
    let done = false;
    const timer = setTimeout(() => refuse(408, 'the body did not arrive in time'), limits.bodyTimeoutMs);

    function finish(end: BodyEnd): void {
      if (done) return;
      done = true;
      clearTimeout(timer);
      req.off('data', onWire);
      inflater?.destroy();
      resolve(end);
    }
    function refuse(status: number, detail: string): void {
      finish({ ok: false, problem: problem(status, detail) });
    }
    function onBlock(block: Buffer): void {
      if (done) return;
      out += block.length;
      const refused = tooMuch() ?? take(block);
      if (refused) finish({ ok: false, problem: refused });
    }
    function tooMuch(): Problem | undefined {
      if (out > limits.bodyBytes) return problem(413, `the body is longer than ${limits.bodyBytes} octets`);
      if (!inflater || out <= limits.ratioFreeBytes || out <= wire * limits.ratio) return undefined;
      return problem(413, `the body grows by more than ${limits.ratio} times when decompressed`);
    }
    function onWire(block: Buffer): void {
      wire += block.length;
      if (wire > wireCap) refuse(413, `the body is longer than ${wireCap} octets`);
      else onWireBlock(block);
    }
    function onWireBlock(block: Buffer): void {
      reading.onWire?.(block);
      if (!inflater) onBlock(block);
      else if (!inflater.write(block)) {
        req.pause();
        inflater.once('drain', () => req.resume());
      }
    }

    if (Number(req.headers['content-length'] ?? 0) > wireCap) {
      refuse(413, `the body is longer than ${wireCap} octets`);
      return;
    }
    inflater?.on('data', onBlock);
    inflater?.once('end', () => finish({ ok: true }));
    inflater?.once('error', () => refuse(400, `the body is not ${coding}`));
    req.on('data', onWire);
    req.once('end', () => (inflater ? inflater.end() : finish({ ok: true })));
    req.once('close', () => {
      if (!req.complete) finish({ ok: false, gone: true });
    });
    req.on('error', () => finish({ ok: false, gone: true }));
  });
}

const CODINGS = new Map<string, Coding>([
  ['', 'identity'],
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
]);

/** How the body is coded; a problem when we cannot undo it. */
export function codingOf(
  req: IncomingMessage,
): { ok: true; coding: Coding } | { ok: false; problem: Problem } {
  const coding = CODINGS.get((req.headers['content-encoding'] ?? '').trim().toLowerCase());
  if (coding) return { ok: true, coding };
  const headers = { 'accept-encoding': 'gzip, deflate' };
  return { ok: false, problem: problem(415, 'Content-Encoding must be gzip or deflate, or absent', headers) };
}

function inflaterOf(coding: Coding): Gunzip | Inflate | undefined {
  if (coding === 'gzip') return createGunzip();
  return coding === 'deflate' ? createInflate() : undefined;
}
