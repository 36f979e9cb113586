import type { Draft } from './open-draft';

type Holder = 'user' | 'user.target' | 'source.user' | 'destination.user';

/** `DOMAIN\name` (also with the backslash doubled) as name and domain; anything else is the name. The first one counts. */
export function putUser(draft: Draft, holder: Holder, value: unknown): void {
  if (typeof value !== 'string' || draft.has(`${holder}.name`)) return;
  const text = value.trim();
  const slash = text.lastIndexOf('\\');
  if (slash <= 0 || slash === text.length - 1) {
    draft.put(`${holder}.name`, text);
    return;
  }
  draft.put(`${holder}.name`, text.slice(slash + 1));
  const domain = text.slice(0, slash).replace(/\\+$/, '');
  if (!draft.has(`${holder}.domain`)) draft.put(`${holder}.domain`, domain);
}
