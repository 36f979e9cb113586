import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { MonitorError } from '@khien/model';
import {
  createProfileBook,
  decodeRecord,
  type Profile,
  type ProfileBook,
  parseMappings,
} from '@khien/profiles';
import { loadDocuments, mappingDirectories, readSettings } from '@khien/settings';
import { type Command, optionsOf, printLine, UsageError } from '../usage';

const usage = 'parse --profile P|mapped:NAME|auto [--timezone ZONE] [FILE | -]';

export const parse: Command = {
  usage,
  does: 'one JSON line per record: {"ok":true,"event":{…}} or {"ok":false,"reason":"…"}; --profile auto recognises the kind',
  async run(argv) {
    const { values, positionals } = optionsOf(argv, usage, {
      profile: { type: 'string' },
      timezone: { type: 'string', default: 'Asia/Ho_Chi_Minh' },
    });
    if (values.profile === undefined) throw new UsageError(`--profile is needed\nusage: khien ${usage}`);
    const book = openBook();
    const fixed = values.profile === 'auto' ? undefined : book.byId(values.profile);
    if (values.profile !== 'auto' && !fixed)
      throw new MonitorError('bad_request', `--profile: no profile "${values.profile}"`);
    const [file = '-'] = positionals;
    for await (const line of linesOf(file))
      await printLine(parseLine(line, fixed, { book, timezone: values.timezone }));
    return 0;
  },
};

/** Profiles that ship and those of the mappings; a mapping that cannot be used is told on standard error. */
function openBook(): ProfileBook {
  const { configDir } = readSettings(process.env, []);
  const { profiles, problems } = loadDocuments(mappingDirectories(configDir), parseMappings);
  for (const { file, line, message } of problems) process.stderr.write(`${file}:${line}: ${message}\n`);
  return createProfileBook(profiles);
}

interface How {
  book: ProfileBook;
  timezone: string;
}

/** Lines as octets in latin1, so that what is not UTF-8 reaches the decoder as it is. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  input.setEncoding('latin1');
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield Buffer.from(line, 'latin1');
  }
}

function parseLine(line: Buffer, fixed: Profile | undefined, { book, timezone }: How): unknown {
  const receivedAt = Date.now();
  const decoded = decodeRecord(
    { position: 'parse:0', receivedAt, raw: line.toString('base64'), encoding: 'base64' },
    'utf-8',
  );
  if (!decoded.ok) return decoded;
  const profile = fixed ?? book.recognise(decoded.text);
  if (!profile) return { ok: false, reason: 'unrecognised', detail: 'no profile recognises this record' };
  const parsed = profile.toEvent(decoded.text, { receivedAt, timezone });
  return parsed.ok
    ? { ok: true, profile: profile.id, event: parsed.event }
    : { ...parsed, profile: profile.id };
}
