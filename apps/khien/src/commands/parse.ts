import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { MonitorError } from '@khien/model';
import { decodeRecord, type Profile, profileById, recogniseProfile } from '@khien/profiles';
import { type Command, optionsOf, printLine, UsageError } from '../usage';

const usage = 'parse --profile P|auto [--timezone ZONE] [FILE | -]';

export const parse: Command = {
  usage,
  does: 'one JSON line per record: {"ok":true,"event":{…}} or {"ok":false,"reason":"…"}; --profile auto recognises the kind',
  async run(argv) {
    const { values, positionals } = optionsOf(argv, usage, {
      profile: { type: 'string' },
      timezone: { type: 'string', default: 'Asia/Ho_Chi_Minh' },
    });
    if (values.profile === undefined) throw new UsageError(`--profile is needed\nusage: khien ${usage}`);
    const fixed = values.profile === 'auto' ? undefined : profileById(values.profile);
    if (values.profile !== 'auto' && !fixed)
      throw new MonitorError('bad_request', `--profile: no profile "${values.profile}"`);
    const [file = '-'] = positionals;
    for await (const line of linesOf(file)) await printLine(parseLine(line, fixed, values.timezone));
    return 0;
  },
};

/** Lines as octets in latin1, so that what is not UTF-8 reaches the decoder as it is. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  input.setEncoding('latin1');
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield Buffer.from(line, 'latin1');
  }
}

function parseLine(line: Buffer, fixed: Profile | undefined, timezone: string): unknown {
  const receivedAt = Date.now();
  const decoded = decodeRecord(
    { position: 'parse:0', receivedAt, raw: line.toString('base64'), encoding: 'base64' },
    'utf-8',
  );
  if (!decoded.ok) return decoded;
  const profile = fixed ?? recogniseProfile(decoded.text);
  if (!profile) return { ok: false, reason: 'unrecognised', detail: 'no profile recognises this record' };
  const parsed = profile.toEvent(decoded.text, { receivedAt, timezone });
  return parsed.ok
    ? { ok: true, profile: profile.id, event: parsed.event }
    : { ...parsed, profile: profile.id };
}
