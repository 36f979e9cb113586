import type { CellProblem, SheetNote } from './cell-problem';
import type { Card, ColumnSpec } from './column';
import type { EntryRow } from './entry-rows';
import { problemAt } from './read-row';

const FIELDS = ['hosts', 'domains', 'networks'] as const;
type OwnedField = (typeof FIELDS)[number];

const WORDS: Record<OwnedField, { vi: string; en: string }> = {
  hosts: { vi: 'Tên máy', en: 'The host name' },
  domains: { vi: 'Tên miền', en: 'The domain' },
  networks: { vi: 'Dải mạng', en: 'The network' },
};

export function listOf(card: Card | undefined, field: OwnedField): string[] {
  const held = card?.[field];
  return Array.isArray(held) ? held.filter((name): name is string => typeof name === 'string') : [];
}

/** Who holds a host name, domain or network once the file is in force: `hosts x` → ids. */
function ownersOf(cards: ReadonlyMap<string, Card>): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  for (const [id, card] of cards) {
    for (const field of FIELDS) {
      for (const name of listOf(card, field)) {
        const key = `${field} ${name.toLowerCase()}`;
        owners.set(key, (owners.get(key) ?? new Set()).add(id));
      }
    }
  }
  return owners;
}

/**
 * A host name or domain belongs to one system: its events are told apart by it. One that a row takes from another system is a problem;
 * what two systems shared before is left alone. Two systems may stand in one network (a data centre): that is only noted.
 */
export function ownershipProblems(
  entries: readonly EntryRow[],
  registered: ReadonlyMap<string, Card>,
  specs: readonly ColumnSpec[],
): { problems: CellProblem[]; notes: SheetNote[] } {
  const final = new Map(registered);
  for (const { id, card } of entries) final.set(id, card);
  const owners = ownersOf(final);
  const problems: CellProblem[] = [];
  const notes: SheetNote[] = [];
  for (const { id, sheet, row, cells, card, before } of entries) {
    for (const field of FIELDS) {
      const had = new Set(listOf(before, field).map((name) => name.toLowerCase()));
      const taken = listOf(card, field)
        .filter((name) => !had.has(name.toLowerCase()))
        .map((name) => ({ name, others: others(owners.get(`${field} ${name.toLowerCase()}`), id) }))
        .filter((one) => one.others.length > 0);
      const spec = specs.find(({ key }) => key === field);
      if (taken.length === 0 || spec === undefined) continue;
      const told = taken.map(({ name, others: ids }) => `«${name}» → ${ids.join(', ')}`).join('; ');
      const text = {
        vi: `${WORDS[field].vi} đã thuộc hệ thống khác: ${told}`,
        en: `${WORDS[field].en} belongs to another system: ${told}`,
      };
      if (field === 'networks') notes.push({ sheet, row, column: spec.header.vi, text });
      else problems.push(problemAt(sheet, row, spec, cells.get(field), text));
    }
  }
  return { problems, notes };
}

function others(ids: ReadonlySet<string> | undefined, id: string): string[] {
  return [...(ids ?? [])].filter((other) => other !== id);
}
