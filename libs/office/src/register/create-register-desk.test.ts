import type { Registry, SystemDay } from '@khien/model';
import { BASE, by, dossier, name, registerStoreForEach, system } from '../testing/register-store';

const opened = registerStoreForEach();
const { desk } = opened;

describe('reconciliation', () => {
  const seen = (value: string, change: object = {}) => ({
    value,
    first: 10,
    last: 20,
    count: 2,
    eventId: 'e1',
    ...change,
  });
  const day = (systemId: string, on: string, change: Partial<SystemDay>): SystemDay =>
    ({ _id: `${systemId}|${on}`, systemId, day: on, events: 0, unknown: [], ...change }) as SystemDay;
  const sourced: Registry = {
    ...BASE,
    systems: [...BASE.systems, system('cu', { stage: 'retired' }), system('im-lang')],
    sources: ['lgsp', 'im-lang'].map(
      (systemId) => ({ id: `${systemId}-log`, systemId }) as Registry['sources'][number],
    ),
  };
  const health = async () => [{ sourceId: 'im-lang-log', state: 'silent' as const, lastRecordAt: 7 }];

  beforeEach(async () => {
    await opened.store().put('system_days', [
      day('lgsp', '2026-11-19', { events: 5, unknown: [seen('host:la-01')] }),
      day('-', '2026-11-19', {
        events: 1,
        unknown: [seen('host:la-01'), seen('domain:a.lgsp.haivan.example'), seen('host:MOT-CUA-01')],
      }),
      day('-', '2026-11-20', { unknown: [seen('host:la-01', { first: 5, last: 90, count: 3 })] }),
      day('im-lang', '2026-09-01', { events: 9 }),
      day('-', '2026-09-01', { unknown: [seen('host:ngay-xua')] }),
    ]);
  });

  it('names strangers once, over all days, and systems nobody heard', async () => {
    expect(await desk({ base: () => sourced, sourceHealth: health }).reconcile('*')).toEqual({
      heardNotRegistered: [
        { value: 'la-01', kind: 'host', first: 5, last: 90, count: 5, eventId: 'e1' },
        { value: 'a.lgsp.haivan.example', kind: 'domain', first: 10, last: 20, count: 2, eventId: 'e1' },
      ],
      registeredNotHeard: [
        {
          systemId: 'mot-cua',
          name: name('Hệ thống mot-cua'),
          agencyId: 'so-b',
          why: 'no_source',
          sources: [],
        },
        {
          systemId: 'im-lang',
          name: name('Hệ thống im-lang'),
          agencyId: 'so-a',
          why: 'silent',
          lastHeard: 7,
          sources: ['im-lang-log'],
        },
      ],
    });
  });

  it('shows a part of the province its own', async () => {
    const parts = await Promise.all(
      ['so-a', 'so-b'].map((id) =>
        desk({ base: () => sourced, sourceHealth: health }).reconcile(new Set([id])),
      ),
    );

    expect(
      parts.map(({ heardNotRegistered }) =>
        heardNotRegistered.map(({ value, systemId }) => [value, systemId]),
      ),
    ).toEqual([[['la-01', 'lgsp']], []]);
    expect(parts.map(({ registeredNotHeard }) => registeredNotHeard.map(({ systemId }) => systemId))).toEqual(
      [['im-lang'], ['mot-cua']],
    );
  });
});

it('shows what changed since, by card or by dossier', async () => {
  await desk({ now: () => 1000 }).save(by(), system('moi', {}), 0);
  await opened.store().put('dossiers', [dossier({ systemId: 'lgsp', updatedAt: 2000, proposedLevel: 4 })]);

  expect((await desk().overlay(1500)).systems.map(({ id }) => id)).toEqual(['lgsp']);
  expect((await desk().overlay(1000)).systems.map(({ id }) => id)).toEqual(['lgsp', 'moi']);
  expect((await desk().overlay(2001)).systems).toEqual([]);
});
