import type { Draft } from '../draft/open-draft';
import type { WindowsRecord } from './record';

const OF_THE_PROCESS: ReadonlySet<string> = new Set(['1', '24', '25']);
/** Events whose rules have their `Hashes` split by the pipeline; rules of others ask the text. */
const SPLIT: ReadonlySet<string> = new Set(['1', '6', '7', '15']);

/** `MD5=…,SHA256=…,IMPHASH=…` of the program started, or of the file the event is about. Hashes are in small letters. */
export function addHashes(draft: Draft, value: string, record: WindowsRecord): boolean {
  const code = record.code ?? '';
  const holder = OF_THE_PROCESS.has(code) ? 'process.hash' : 'file.hash';
  for (const part of value.split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, equals).trim().toLowerCase();
    const hash = part
      .slice(equals + 1)
      .trim()
      .toLowerCase();
    if (equals < 0 || hash === '' || /^0+$/.test(hash)) continue;
    if (name === 'md5' || name === 'sha1' || name === 'sha256') {
      draft.put(`${holder}.${name}`, hash);
      draft.put('related.hash', [...((draft.get('related.hash') as string[] | undefined) ?? []), hash]);
    } else draft.keep(`${holder}.${name}`, hash);
  }
  return SPLIT.has(code);
}
