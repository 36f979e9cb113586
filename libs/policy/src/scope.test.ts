import type { Agency, Source, System } from '@khien/model';
import fc from 'fast-check';
import { agencyScope, inScope } from './agency-scope';
import { scopeFilter, sourcesInScope } from './scope-filter';

const name = { vi: 'x', en: 'x' };
const agency = (id: string, parent?: string): Agency => ({
  id,
  name,
  kind: 'department',
  ...(parent !== undefined && { parent }),
});
const system = (id: string, agencyId: string): System => ({
  id,
  name,
  agencyId,
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
});
const source = (id: string, systemId: string): Source => ({
  id,
  name,
  profile: 'nginx',
  systemId,
  transport: { kind: 'replay' },
  timezone: 'Asia/Ho_Chi_Minh',
  encoding: 'utf-8',
  silenceMinutes: 30,
});

const ownership = {
  agencies: [
    agency('ubnd-tinh'),
    agency('so-yt', 'ubnd-tinh'),
    agency('ttyt-a', 'so-yt'),
    agency('so-gd', 'ubnd-tinh'),
  ],
  systems: [system('his', 'ttyt-a'), system('portal', 'ubnd-tinh'), system('school', 'so-gd')],
  sources: [source('his-nginx', 'his'), source('portal-nginx', 'portal'), source('lost', 'nobody')],
};

describe('agencyScope', () => {
  it.each<{ agencies: '*' | string[]; expected: '*' | string[] }>([
    { agencies: '*', expected: '*' },
    { agencies: ['ubnd-tinh'], expected: ['ubnd-tinh', 'so-yt', 'ttyt-a', 'so-gd'] },
    { agencies: ['so-yt'], expected: ['so-yt', 'ttyt-a'] },
    { agencies: ['ttyt-a', 'so-gd'], expected: ['ttyt-a', 'so-gd'] },
    { agencies: [], expected: [] },
    { agencies: ['*'], expected: [] },
    { agencies: ['unknown'], expected: [] },
  ])('of $agencies is $expected', ({ agencies, expected }) => {
    const scope = agencyScope({ agencies }, ownership.agencies);
    expect(scope === '*' ? scope : [...scope].sort()).toEqual(expected === '*' ? '*' : [...expected].sort());
  });
  it('ends on a tree with a loop', () => {
    const looped = [agency('a', 'b'), agency('b', 'a')];
    expect(agencyScope({ agencies: ['a'] }, looped)).toEqual(new Set(['a', 'b']));
  });
  it('never grows by taking an agency away', () => {
    const ids = ownership.agencies.map((one) => one.id);
    fc.assert(
      fc.property(fc.subarray(ids), fc.subarray(ids), (some, more) => {
        const small = agencyScope({ agencies: some }, ownership.agencies) as Set<string>;
        const large = agencyScope({ agencies: [...some, ...more] }, ownership.agencies);
        for (const id of small) expect(inScope(large, id)).toBe(true);
      }),
    );
  });
});

describe('inScope', () => {
  it('shows what has no agency to the whole province only', () => {
    expect(inScope('*', undefined)).toBe(true);
    expect(inScope(new Set(['so-yt']), undefined)).toBe(false);
  });
});

describe('scopeFilter', () => {
  it.each([
    { collection: 'alerts', agencies: ['so-yt'], expected: { agencyId: { in: ['so-yt', 'ttyt-a'] } } },
    { collection: 'activity', agencies: ['so-gd'], expected: { agencyId: { in: ['so-gd'] } } },
    { collection: 'events', agencies: ['so-gd'], expected: { 'khien.agency_id': { in: ['so-gd'] } } },
    { collection: 'dead_letters', agencies: ['so-yt'], expected: { sourceId: { in: ['his-nginx'] } } },
    { collection: 'ledger', agencies: ['so-gd'], expected: { sourceId: { in: [] } } },
    { collection: 'intake', agencies: '*', expected: {} },
  ] as const)('narrows $collection for $agencies', ({ collection, agencies, expected }) => {
    const user = { agencies: agencies === '*' ? ('*' as const) : [...agencies] };
    expect(scopeFilter(user, collection, ownership)).toEqual(expected);
  });
  it('gives a source of an unknown system to the whole province only', () => {
    expect(sourcesInScope({ agencies: ['ubnd-tinh'] }, ownership)).not.toContain('lost');
    expect(sourcesInScope({ agencies: '*' }, ownership)).toContain('lost');
  });
});
