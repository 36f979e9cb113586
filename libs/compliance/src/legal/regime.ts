import { z } from 'zod';
import { Condition } from './condition';
import { cited, dated, Id, Level, Wording } from './dated';
import { HARMED } from './facts';
import { Mark } from './mark';

/** A sentence of ours about the law, which the calculator answers with; in English where somebody put it there. */
const said = { text: z.string().min(1), en: z.string().min(1).optional() };

/** One tiêu chí: `when` it holds the system has at least this level. */
export const Criterion = z.strictObject({
  id: Id,
  level: Level,
  ...cited,
  ...said,
  when: Condition,
  /** Code shown when a fact that decides is unknown. */
  unless_known: Id,
});
export type Criterion = z.infer<typeof Criterion>;

/** A case in which the law itself, or a missing fact, leaves the level open. */
export const Doubt = z.strictObject({
  id: Id,
  code: Id,
  ...cited,
  ...said,
  when: Condition,
  /** The least level that is sure all the same. */
  floor: Level.optional(),
  candidates: z.array(Level).min(1),
  /** Shown even when the level is decided otherwise. */
  always: z.boolean().default(false),
  /** Holds only where no criterion did. */
  unless_matched: z.boolean().default(false),
});
export type Doubt = z.infer<typeof Doubt>;

/** A reason why no level can be given at all: what was described is no system, or is cut wrongly. */
export const Stop = z.strictObject({
  code: Id,
  ...cited,
  ...said,
  when: Condition,
  /** Whether it also holds of a part of a system. */
  parts: z.boolean().default(false),
  /** The level that everything together has is told all the same. */
  tells_level: z.boolean().default(false),
});
export type Stop = z.infer<typeof Stop>;

/** Something to tell beside the level. */
export const Notice = z.strictObject({ id: Id, ...cited, ...said, when: Condition });
export type Notice = z.infer<typeof Notice>;

const Row = z.strictObject({ HARM: Level, SERIOUS: Level, EXCEPTIONAL: Level });
/** Level by object and degree of harm: the second axis. */
const HarmTable = z.strictObject({
  ...said,
  mark: Mark,
  rows: z.record(z.enum(HARMED), Row),
  /** Clause that defines each level. */
  clauses: z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]),
});

/** A set of level criteria and the days on which it decides. */
export const Regime = z.strictObject({
  id: Id,
  title: Wording,
  instrument: z.string().min(1),
  mark: Mark,
  note: z.string().optional(),
  ...dated,
  /** No criteria are in force: only a transition rule can give a level. `shows` are the regimes shown for orientation. */
  gap: z.strictObject({ ...cited, ...said, shows: z.array(Id).min(1) }).optional(),
  criteria: z.array(Criterion).default([]),
  doubts: z.array(Doubt).default([]),
  stops: z.array(Stop).default([]),
  notices: z.array(Notice).default([]),
  harm: HarmTable.optional(),
  /** The level that makes a system critical to national security by itself, and the grounds that only change the procedure. */
  critical: z
    .strictObject({
      ...cited,
      level: Level,
      ...said,
      candidate: z.strictObject({ ...cited, ...said, when: Condition }),
    })
    .optional(),
  /** Systems on which the regime is not binding. */
  encouraged: z.strictObject({ ...cited, ...said, when: Condition }).optional(),
});
export type Regime = z.infer<typeof Regime>;

/** What a system that is older than a regime owes, LP-T1…T6. */
export const Transition = z.strictObject({
  id: Id,
  title: Wording,
  ...cited,
  ...dated,
  /** What a system owner is told; without it the rule is for reading only. */
  text: z.string().optional(),
  en: z.string().min(1).optional(),
  when: Condition.optional(),
  /** Last day that is certainly in time, and the other way of counting. */
  due: z.strictObject({ day: z.iso.date(), or: z.iso.date().optional(), mark: Mark }).optional(),
  /** Step of the dossier that answers it: `approved`, or `deployed` in full under a regime other than `decides_by` of LP-T2. */
  done_when: z.enum(['approved', 'deployed']).optional(),
  /** The criteria of this regime decide instead of those of the day. */
  decides_by: Id.optional(),
  /** The level approved earlier stays the level while no criteria are in force. */
  keeps_level: z.boolean().default(false),
});
export type Transition = z.infer<typeof Transition>;
