import type { Capability } from './use-session';

/** Where to go after signing in: only a path of this console, never another site. */
export function landingOf(next: string | null): string {
  if (next === null || !/^\/[^/\\]/.test(next) || next.startsWith('/login') || next.startsWith('/setup'))
    return '/';
  return next;
}

/** First page of a person: the alerts for who watches; the dossiers for who appraises and approves; else the register. */
export function firstPageOf(can: (action: Capability) => boolean): string {
  if (can('alert.read')) return '/alerts';
  if (can('dossier.appraise') || can('dossier.approve')) return '/dossiers';
  return can('register.read') ? '/systems' : '/activity';
}
