import type { System } from '@khien/model';

/** Second-level domains anybody may register under: never an organisation of their own. */
const OPEN = /^(?:com|net|org|edu|info|name|biz|io|ai|health|int|ac|pro)\.vn$|^[^.]+$/;

/** Endings that exist only inside: names under them are accounts of the directory, not mail addresses of citizens. */
const INSIDE = ['local', 'internal', 'lan', 'corp', 'intra'];

/** True for mail domains of officials: `gov.vn`, inside endings, the systems' domains and the domain above each. */
export function compileOfficialDomains(
  systems: readonly System[],
  more: readonly string[] = [],
): (domain: string) => boolean {
  const official = new Set(['gov.vn', ...INSIDE, ...more.map((domain) => domain.toLowerCase())]);
  for (const domain of systems.flatMap((system) => system.domains)) {
    const lower = domain.toLowerCase();
    official.add(lower);
    const above = lower.slice(lower.indexOf('.') + 1);
    if (!OPEN.test(above)) official.add(above);
  }
  return function isOfficial(domain) {
    for (let rest = domain; rest !== ''; ) {
      if (official.has(rest)) return true;
      const dot = rest.indexOf('.');
      if (dot < 0) return false;
      rest = rest.slice(dot + 1);
    }
    return false;
  };
}
