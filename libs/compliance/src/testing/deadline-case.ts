import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agency, Agreement, Deadline, Dossier, DossierClock, GapPlan } from '@khien/model';
import { Calendar } from '@khien/model';
import { parse } from 'yaml';
import type { DeadlineInput } from '../deadlines/deadline-input';
import { deadlinesOf } from '../deadlines/deadlines-of';
import { createWorkingCalendar } from '../working-days/working-calendar';
import { ON, sampleSystem } from './sample-evidence';
import { shippedLaw } from './shipped-law';

const { law } = shippedLaw();
const calendar = createWorkingCalendar(
  Calendar.parse(parse(readFileSync(join(__dirname, '../../../../config/calendar.yml'), 'utf8'))),
);
const agency = (id: string, kind: Agency['kind'] = 'department'): Agency => ({
  id,
  name: { vi: `Đơn vị ${id}`, en: `Unit ${id}` },
  kind,
});
export const agencies = [agency('ubnd', 'province'), agency('vp-ubnd'), agency('ttdl', 'centre')];
export const dossier = (over: Partial<Dossier> = {}): Dossier => ({
  _id: 'mot-cua.v1',
  version: 1,
  systemId: 'mot-cua',
  agencyId: 'vp-ubnd',
  determination: 1,
  state: 'submitted',
  step: 'accepted',
  seq: 3,
  regime: 'ND331',
  criticalList: false,
  drafters: [],
  appraisers: [],
  approvers: [],
  toSupplement: [],
  papers: {},
  clocks: [],
  deployment: 'none',
  owesReportToOwner: false,
  updatedAt: 0,
  ...over,
});
export const clock = (over: Partial<DossierClock> = {}): DossierClock => ({
  parameter: 'LP-A10',
  startedOn: '2026-11-10',
  limit: 15,
  unit: 'working_day',
  dueOn: '2026-12-01',
  state: 'running',
  clause: 'NĐ 331 Đ23.3a',
  mark: 'V1',
  ...over,
});
export const plan = (over: Partial<GapPlan> = {}): GapPlan => ({
  _id: 'mot-cua:x.1',
  version: 1,
  systemId: 'mot-cua',
  agencyId: 'vp-ubnd',
  controlId: 'x.1',
  dueOn: '2026-12-31',
  milestones: [{ title: 'Mua sắm', dueOn: '2026-11-30', doneOn: '2026-11-15' }],
  updatedAt: 0,
  updatedBy: 'u',
  ...over,
});
export const agreement = (over: Partial<Agreement> = {}): Agreement => ({
  id: 'TT-1',
  consumer: 'mot-cua',
  provider: 'kho',
  datasets: ['ho-tich'],
  purposes: ['tthc'],
  validFrom: '2026-01-01',
  validTo: '2026-12-15',
  citation: 'Thỏa thuận số 01',
  ...over,
});

export const all = (over: Partial<DeadlineInput> = {}): Deadline[] =>
  deadlinesOf({
    systems: [sampleSystem()],
    agencies,
    dossiers: [],
    evidence: [],
    gapPlans: [],
    agreements: [],
    law,
    calendar,
    on: ON,
    ...over,
  });
export const find = (pattern: RegExp, over: Partial<DeadlineInput> = {}): Deadline[] =>
  all(over).filter(({ id }) => pattern.test(id));
export const short = ({ dueOn, state, doneOn }: Deadline) => `${dueOn} ${state}${doneOn ? ` ${doneOn}` : ''}`;
