import type { Draft } from './open-draft';

/** Puts a DNS question. Names are compared without the root's dot, types and classes in capitals. */
export function putQuestion(draft: Draft, name: string | undefined, type?: string, inClass?: string): void {
  if (name !== undefined)
    draft.put('dns.question.name', name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name);
  if (type !== undefined) draft.put('dns.question.type', type.toUpperCase());
  if (inClass !== undefined) draft.put('dns.question.class', inClass.toUpperCase());
}

/** `success` for an answer, `failure` for a name that is missing, refused or could not be had. */
export function outcomeOfCode(code: string | undefined): 'success' | 'failure' | 'unknown' {
  if (code === undefined) return 'unknown';
  return code.toUpperCase() === 'NOERROR' ? 'success' : 'failure';
}
