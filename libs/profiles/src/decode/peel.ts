import type { ProfileContext } from '../profile';
import { type InnerRecord, innerRecord } from './inner-record';

/** What a program wrote, without the syslog header and tag around it. */
export interface Peeled extends InnerRecord {
  /** Name of the program that wrote the record, without its folder, in small letters. */
  program?: string;
  pid?: string;
}

/** `named[812]: …`: a tag that stands alone, where a collector has taken the header off. */
const TAG = /^([A-Za-z][\w./-]{0,60})\[(\d{1,10})\]: ?/;

/** Takes header and tag off a record of a daemon; the program is undefined where nobody names it. */
export function peel(text: string, context: ProfileContext): Peeled {
  return withProgram(innerRecord(text, context));
}

let last: { text: string; peeled: Peeled } | undefined;

/** The same without times, for recognising. Several profiles ask for the same text one after another: the last answer is kept. */
export function peelForLook(text: string): Peeled {
  if (last?.text === text) return last.peeled;
  const peeled = withProgram(innerRecord(text));
  last = { text, peeled };
  return peeled;
}

function withProgram(record: InnerRecord): Peeled {
  const { header } = record;
  const body = record.body.trimStart();
  if (header?.app !== undefined)
    return {
      header,
      body,
      program: nameOf(header.app),
      ...(header.procid !== undefined && { pid: header.procid }),
    };
  const tag = TAG.exec(body);
  const around = header && { header };
  if (!tag?.[1] || !tag[2]) return { ...around, body };
  return { ...around, body: body.slice(tag[0].length), program: nameOf(tag[1]), pid: tag[2] };
}

function nameOf(app: string): string {
  return app.slice(app.lastIndexOf('/') + 1).toLowerCase();
}
