/** Where to go after signing in: only a path of this console, never another site. */
export function landingOf(next: string | null): string {
  if (next === null || !/^\/[^/\\]/.test(next) || next.startsWith('/login') || next.startsWith('/setup'))
    return '/';
  return next;
}
