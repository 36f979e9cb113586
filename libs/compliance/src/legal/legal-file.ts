import { z } from 'zod';
import { DutyCycle } from '../deadlines/duty-cycle';
import { ReminderRule } from '../deadlines/reminder-rule';
import { Conflict, SystemCircle } from '../layers/conflict';
import { Endpoint } from '../layers/endpoint-alias';
import { LayerCheck } from '../layers/layer-check';
import { ChangeSign } from '../material-change/change-sign';
import { cited, dated, Id, LegalDay, Wording } from './dated';
import { Duty } from './duty';
import { Parameter } from './parameter';
import { Regime, Transition } from './regime';

const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');

/** `unit`: every agency of the register; `consolidator`: whoever puts the units' reports together, which no card names. */
export const ReportOwner = z.enum(['owner', 'operator', 'specialised_unit', 'unit', 'consolidator']);
export type ReportOwner = z.infer<typeof ReportOwner>;

/** A date of the reporting year, or one day on the calendar. */
export const ReportDate = z.strictObject({
  id: Id,
  title: Wording,
  from: Wording,
  to: z.string(),
  ...cited,
  ...dated,
  when: z.union([
    /** The last day that is in time: «trước 20/12» is 12-19. */
    z.strictObject({ yearly_last_day: MonthDay }),
    z.strictObject({ day: LegalDay }),
    z.strictObject({ every: z.array(z.enum(['quarter', 'half_year', 'year'])).min(1) }),
  ]),
  note: z.string().optional(),
  /** Whose duty it is, by the roles on the register's cards; without it nobody's in the register: shown on the calendar only. */
  owed_by: z.array(ReportOwner).min(1).optional(),
  /** Owed only for these systems; without it for all. */
  systems: SystemCircle.optional(),
});
export type ReportDate = z.infer<typeof ReportDate>;

/** A new law ends an older one, or a figure of it, without a change to the file that brought it. */
const Ends = z.strictObject({ id: Id, last_day: LegalDay, ...cited });
export type Ends = z.infer<typeof Ends>;

/** One file of `config/legal/`: any of the parts. A new law is a new file. */
export const LegalFile = z.strictObject({
  regime: Regime.optional(),
  transitions: z.array(Transition).optional(),
  duties: z.array(Duty).optional(),
  parameters: z.array(Parameter).optional(),
  reports: z.array(ReportDate).optional(),
  layer_checks: z.array(LayerCheck).optional(),
  conflicts: z.array(Conflict).optional(),
  endpoints: z.array(Endpoint).optional(),
  cycles: z.array(DutyCycle).optional(),
  reminders: z.array(ReminderRule).optional(),
  change_signs: z.array(ChangeSign).optional(),
  ends: z.array(Ends).optional(),
});
export type LegalFile = z.infer<typeof LegalFile>;

/** The law as Khiên knows it: every regime, with what belongs to it. */
export interface LegalRegimes {
  regimes: Regime[];
  transitions: Transition[];
  duties: Duty[];
  parameters: Parameter[];
  reports: ReportDate[];
  layerChecks: LayerCheck[];
  conflicts: Conflict[];
  endpoints: Endpoint[];
  cycles: DutyCycle[];
  reminders: ReminderRule[];
  changeSigns: ChangeSign[];
}
