import { System } from '@khien/model';
import { openTestRoom, type TestRoom } from '../testing/open-test-room';
import { levelOfCard } from './level-of-card';

let room: TestRoom;
beforeAll(() => {
  room = openTestRoom();
});
afterAll(() => room.close());

const card = (more: object): System =>
  System.parse({
    id: 'he-thong',
    name: { vi: 'Hệ thống', en: 'System' },
    agencyId: 'so-y-te',
    dossier: { state: 'none' },
    networks: [],
    hosts: [],
    levelFacts: { kind: 'internal', information: ['public'] },
    ...more,
  });

/** NĐ 331 Đ39.1: only what was being built when Luật 116 came into force is still levelled under NĐ 85, until the end of 2026. */
it.each([
  { what: 'says nothing of its construction', system: {}, on: '2026-11-21', regime: 'ND331' },
  {
    what: 'was being built before the law',
    system: { constructionStartedOn: '2026-05-05', stage: 'construction' },
    on: '2026-11-21',
    regime: 'ND85',
  },
  {
    what: 'was being built before the law, but the time for it is over',
    system: { constructionStartedOn: '2026-05-05', stage: 'construction' },
    on: '2027-02-01',
    regime: 'ND331',
  },
  {
    what: 'was in use before the law',
    system: { constructionStartedOn: '2024-05-05', wentLiveOn: '2025-01-10', stage: 'operating' },
    on: '2026-11-21',
    regime: 'ND331',
  },
  {
    what: 'was begun after the law, whatever its facts say',
    system: {
      constructionStartedOn: '2026-07-01',
      stage: 'construction',
      levelFacts: { kind: 'internal', construction_started_before_2026_07_01: true },
    },
    on: '2026-11-21',
    regime: 'ND331',
  },
])('a system that $what is levelled under $regime on $on', ({ system, on, regime }) => {
  expect(levelOfCard(card(system), room.deps.law(), on).regime).toBe(regime);
});
