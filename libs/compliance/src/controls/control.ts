import { type Bilingual, EvidenceFact, type EvidenceKind } from '@khien/model';
import { z } from 'zod';
import { Id, Wording } from '../legal/dated';
import { Mark } from '../legal/mark';
import type { LiveTestSetting } from './live-tests/live-test';
import { type Period, PeriodText } from './period';

/** What kind of thing a control is, which says who works on it. */
export const ControlNature = z.enum([
  'policy',
  'operation',
  'configuration',
  'technical',
  'people',
  'supplier',
  'physical',
]);
export type ControlNature = z.infer<typeof ControlNature>;

/** What the standard leaves open: no figure is invented for it, and the screen says so. */
export const Unstated = z.enum(['deadline', 'interval', 'threshold', 'list']);
export type Unstated = z.infer<typeof Unstated>;

/** A figure of a control, or words where it is none; periods (`P6M`) are read once. */
export type ParameterValue = number | boolean | Period | Bilingual;

const Level = z.enum(['1', '2', '3', '4', '5']);
/** The period stands first: a text that is none is told as such. */
const Figure = z.union([PeriodText, z.number(), z.boolean(), Wording]);
const byLevel = <T extends z.ZodType>(value: T) => z.partialRecord(Level, value);

const EVIDENCE_KINDS = EvidenceFact.options.map(({ shape }) => shape.kind.value) as [
  EvidenceKind,
  ...EvidenceKind[],
];

/** One control as a file of `rules/controls/` holds it. */
export const ControlEntry = z.strictObject({
  id: Id,
  title: Wording,
  from_level: z.number().int().min(1).max(5),
  /** Number in the instrument, for each level that has it. */
  clauses: byLevel(z.string().min(1)),
  /** One value for every level, or one for each. */
  parameters: z.record(Id, z.union([Figure, byLevel(Figure)])).default({}),
  nature: ControlNature,
  evidence: z.array(z.enum(EVIDENCE_KINDS)).min(1),
  mark: Mark,
  /**
   * Live test by kind, with its settings; read by the schema of that kind. Where it does not prove the control it can still
   * refute it.
   */
  test: z.looseObject({ kind: z.string(), proves: z.boolean().default(true) }).optional(),
  /** Days for which a person's word about it counts. Where it has an interval, that is the limit. */
  freshness_days: z.number().int().positive().optional(),
  /** Bên thuê nền tảng thừa hưởng: what the platform proves holds for the systems on it. */
  inheritable: z.boolean().optional(),
  /** The figures are suggestions of the standard. */
  suggested: z.boolean().default(false),
  /** An equivalent measure is accepted. */
  equivalent: z.boolean().default(false),
  /** Due as well whenever something changes. */
  on_change: z.boolean().default(false),
  unstated: Unstated.optional(),
  note: Wording.optional(),
});
export type ControlEntry = z.infer<typeof ControlEntry>;

export const ControlGroupEntry = z.strictObject({
  id: Id,
  title: Wording,
  /** What the clauses are numbers of. */
  instrument: z.string().min(1),
  clauses: byLevel(z.string().min(1)),
  freshness_days: z.number().int().positive(),
  inheritable: z.boolean().default(false),
  note: Wording.optional(),
});

/** A heading of NĐ 331 Đ30.3–30.4 or a measure of Luật 116 Đ10.2, and what of the catalogue answers it. */
export const HeadingEntry = z.strictObject({
  id: Id,
  part: z.enum(['management', 'technical', 'measure']),
  clause: z.string().min(1),
  mark: Mark,
  /** Absent for a duty: its wording stands in `config/legal/duties.yml` under the same id. */
  title: Wording.optional(),
  groups: z.array(Id).default([]),
  controls: z.array(Id).default([]),
  /** What no control of the standard answers. */
  gap: Wording.optional(),
});

/** A file of `rules/controls/`: a group, or headings of the law, or both. */
export const ControlFile = z.strictObject({
  group: ControlGroupEntry.optional(),
  controls: z.array(ControlEntry).default([]),
  headings: z.array(HeadingEntry).default([]),
});
export type ControlFile = z.infer<typeof ControlFile>;

export interface ControlGroup {
  id: string;
  title: Bilingual;
  instrument: string;
  /** Section of the instrument by level. */
  clauses: Readonly<Partial<Record<string, string>>>;
  note?: Bilingual;
}

interface ControlBody {
  id: string;
  group: string;
  title: Bilingual;
  fromLevel: number;
  nature: ControlNature;
  mark: Mark;
  /** Kinds of evidence that can prove it. */
  evidenceKinds: readonly EvidenceKind[];
  test?: LiveTestSetting;
  freshnessDays: number;
  inheritable: boolean;
  suggested: boolean;
  equivalent: boolean;
  onChange: boolean;
  unstated?: Unstated;
  note?: Bilingual;
}

/** Biện pháp kiểm soát, with what each level asks of it. */
export interface Control extends ControlBody {
  clauses: Readonly<Partial<Record<string, string>>>;
  parameters: Readonly<Record<string, ParameterValue | Readonly<Partial<Record<string, ParameterValue>>>>>;
}

/** A control as one level asks for it: its clause in full and the figures of that level. */
export interface ControlAtLevel extends ControlBody {
  level: number;
  clause: string;
  parameters: Readonly<Record<string, ParameterValue>>;
}

export interface LawHeading {
  id: string;
  part: 'management' | 'technical' | 'measure';
  clause: string;
  mark: Mark;
  title?: Bilingual;
  groups: readonly string[];
  controls: readonly string[];
  gap?: Bilingual;
}

export interface ControlCatalogue {
  groups: readonly ControlGroup[];
  controls: readonly Control[];
  headings: readonly LawHeading[];
}
