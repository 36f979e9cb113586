import type { Evidence } from '@khien/model';
import type { ControlLine } from '../api/views-controls';
import {
  ALL_CONTROLS,
  isOverdue,
  matchingControls,
  readControlFilter,
  writeControlFilter,
} from './control-filter';
import { exceptionsOf } from './exception-standing';
import { parameterKind } from './parameter-kind';

const today = '2026-11-21';
const line = (status: ControlLine['result']['status'], dueOn?: string): ControlLine => ({
  control: {
    id: 'hw-inventory',
    title: { vi: 'Danh mục phần cứng đầy đủ', en: 'A complete list' },
    group: 'hardware-assets',
    clause: 'TCVN 14423:2026 4.2.1 a',
    nature: 'operation',
    mark: 'V2',
  },
  result: { controlId: 'hw-inventory', status, basis: 'none', reasons: [], evidence: [] },
  ...(dueOn
    ? {
        gap: {
          _id: 'x:hw-inventory',
          version: 1,
          systemId: 'x',
          agencyId: 'a',
          controlId: 'hw-inventory',
          dueOn,
          milestones: [],
          updatedAt: 0,
          updatedBy: 'u',
        },
      }
    : {}),
});

it.each([
  ['not_met' as const, '2026-11-20', true],
  ['not_met' as const, '2026-11-21', false],
  ['not_met' as const, undefined, false],
  ['met' as const, '2026-11-20', false],
])('%s planned for %s is overdue: %s', (status, dueOn, overdue) =>
  expect(isOverdue(line(status, dueOn), today)).toBe(overdue),
);

it.each([
  [{ status: 'not_met' }, 1],
  [{ status: 'met' }, 0],
  [{ q: 'phan cung' }, 1],
  [{ q: '4.2.1' }, 1],
  [{ q: 'mạng' }, 0],
  [{ overdue: 'yes' }, 0],
])('%j finds %d', (filter, found) =>
  expect(matchingControls([line('not_met')], { ...ALL_CONTROLS, ...filter }, today)).toHaveLength(found),
);

it('leaves out a filter it does not know', () =>
  expect(writeControlFilter(readControlFilter(new URLSearchParams('status=great&overdue=no'))).size).toBe(0));

describe('exceptions', () => {
  const record = (id: string, at: number, fact: object): Evidence =>
    ({
      _id: id,
      collectedAt: at,
      fact: { kind: 'exception', controlId: 'c', reason: 'vì sao', ...fact },
    }) as Evidence;
  const asked = record('r', 1, { state: 'requested' });
  const approved = record('r.d01', 2, { state: 'approved', requestId: 'r' });
  const revoked = record('r.d02', 3, { state: 'revoked', requestId: 'r' });
  it.each([
    [[asked], 'requested'],
    [[approved, asked], 'approved'],
    [[revoked, asked, approved], 'revoked'],
  ])('stand as the last decision says', (evidence, state) =>
    expect(exceptionsOf(evidence).map((one) => one.state)).toEqual([state]),
  );
  it('are only those somebody asked for', () => expect(exceptionsOf([approved])).toEqual([]));
});

it.each([
  [3, 'count'],
  [true, 'flag'],
  ['x', 'words'],
  [{ vi: 'a', en: 'b' }, 'words'],
  [{ iso: 'P1Y', months: 12, days: 0, minutes: 0 }, 'length'],
])('%j is a %s', (value, kind) => expect(parameterKind(value)).toBe(kind));
