/** Ids from which following `next` leads back to where it started: members of circles, not what merely leads into one. */
export function idsInCircles(next: ReadonlyMap<string, string | undefined>): Set<string> {
  const done = new Set<string>();
  const inCircle = new Set<string>();
  for (const start of next.keys()) {
    const path: string[] = [];
    const at = new Map<string, number>();
    let id: string | undefined = start;
    while (id !== undefined && !done.has(id) && !at.has(id)) {
      at.set(id, path.length);
      path.push(id);
      id = next.get(id);
    }
    const met = id === undefined ? undefined : at.get(id);
    if (met !== undefined) for (const member of path.slice(met)) inCircle.add(member);
    for (const member of path) done.add(member);
  }
  return inCircle;
}
