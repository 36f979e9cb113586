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
  let end = slash;
  while (end > 0 && text.charCodeAt(end - 1) === 92) end--;
  if (!draft.has(`${holder}.domain`)) draft.put(`${holder}.domain`, text.slice(0, end));
}
