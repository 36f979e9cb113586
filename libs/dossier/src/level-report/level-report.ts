import type { Agency, Bilingual, Day, Dossier, DossierAct, Evidence, System } from '@khien/model';
import type { DossierLaw } from '../dossier-law';
import { ownerOf, specialisedUnitOf } from '../parties';
import { assessmentProblems, assessmentsOf } from './assessments';
import { type LevelReportDue, levelReportDue } from './report-due';
import { hasType, type Mau08Row, printedRow, reportRow } from './report-row';

export interface LevelReportInput extends DossierLaw {
  systems: readonly System[];
  dossiers: readonly Dossier[];
  acts: readonly DossierAct[];
  evidence: readonly Evidence[];
  agencies: readonly Agency[];
  year: number;
  options?: {
    /** OP-28: whether a draft is already «đã xây dựng hồ sơ» (C3). Default no. */
    draftsCount?: boolean;
    /** C7 as typed by a person; needed where an open row has no expected day. */
    completionOn?: Day;
    /** Only the systems of this chủ quản (Đ35.4b: each owner sends its own). */
    ownerId?: string;
  };
}

/** Section 1 of Mẫu 08. C1 ≥ C2 ≥ … ≥ C6. */
export interface LevelCounters {
  C1: number;
  C2: number;
  C3: number;
  C4: number;
  C5: number;
  C6: number;
  /** Expected end of all approvals; undefined: a person has to say. */
  C7?: Day | undefined;
}

export interface LevelReport {
  counters: LevelCounters;
  rows: Mau08Row[];
  /** Every chủ quản of the systems given, whether or not the report is of one of them alone; by the number of systems. */
  owners: Array<{ agencyId: string; systems: number }>;
  /** Section 2: each owner with its specialised unit. */
  parties: Array<{ owner?: Agency | undefined; specialisedUnit?: Agency | undefined }>;
  /** What to complete before it is signed, and the choices it was made with. */
  problems: Array<{ code: string; systemId?: string; text: Bilingual }>;
  due: LevelReportDue;
}

/** Mẫu 08 for a year: how every system stood at the end of the cut-off day (Đ35.3), by the legal days of the acts. */
export function levelReport(input: LevelReportInput): LevelReport {
  const due = levelReportDue(input.law, input.calendar, input.year);
  const { from, cutOff } = due;
  const { ownerId, completionOn, draftsCount: drafts = false } = input.options ?? {};
  const found = input.systems.flatMap((system) => {
    const row = reportRow({ ...input, system, from, cutOff });
    return row === undefined ? [] : [row];
  });
  const rows = found
    .filter((row) => ownerId === undefined || row.ownerId === ownerId)
    .map((row, index) => printedRow(row, index + 1));
  return {
    counters: countersOf(rows, { drafts, completionOn }),
    rows,
    owners: ownersOf(found),
    parties: partiesOf(input, rows, cutOff),
    problems: [...rows.flatMap((row) => rowProblems(row, input, due)), ...chosen(drafts, rows)],
    due,
  };
}

function countersOf(
  rows: readonly Mau08Row[],
  { drafts, completionOn }: { drafts: boolean; completionOn: Day | undefined },
): LevelCounters {
  const count = (holds: (row: Mau08Row) => boolean): number => rows.filter(holds).length;
  const in_ = (row: Mau08Row, ...states: NonNullable<Mau08Row['status']>[]): boolean =>
    row.status !== undefined && states.includes(row.status);
  const open = rows.filter(({ status }) => status !== 'approved');
  const days = open.map(({ approvalExpectedOn }) => approvalExpectedOn);
  const latest = days.every((day) => day !== undefined) ? days.sort().at(-1) : undefined;
  return {
    C1: rows.length,
    C2: count(({ classified }) => classified),
    C3: count(
      (row) =>
        in_(row, 'submitted', 'appraised', 'approved') || (drafts && in_(row, 'drafting') && row.classified),
    ),
    C4: count((row) => in_(row, 'appraised', 'approved')),
    C5: count((row) => in_(row, 'approved')),
    C6: count((row) => in_(row, 'approved') && row.assessed.includes('periodic')),
    C7: completionOn ?? latest,
  };
}

function ownersOf(rows: ReadonlyArray<Pick<Mau08Row, 'ownerId'>>): LevelReport['owners'] {
  const counts = new Map<string, number>();
  for (const { ownerId } of rows)
    if (ownerId !== undefined) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  return [...counts]
    .map(([agencyId, systems]) => ({ agencyId, systems }))
    .sort((one, other) => other.systems - one.systems || one.agencyId.localeCompare(other.agencyId));
}

/** Of the systems that are in the report: who owned only what is retired is not in it. */
function partiesOf(
  { systems, agencies, evidence }: LevelReportInput,
  rows: readonly Mau08Row[],
  on: Day,
): LevelReport['parties'] {
  const reported = new Set(rows.map(({ systemId }) => systemId));
  const pairs = new Map<string, { owner?: Agency | undefined; specialisedUnit?: Agency | undefined }>();
  const agency = (id: string | undefined): Agency | undefined => agencies.find((each) => each.id === id);
  for (const system of systems) {
    if (!reported.has(system.id)) continue;
    const roles = { system, agencies, evidence, on };
    const [owner, unit] = [ownerOf(roles), specialisedUnitOf(roles)];
    pairs.set(`${owner}|${unit}`, { owner: agency(owner), specialisedUnit: agency(unit) });
  }
  return [...pairs.values()].filter(({ owner, specialisedUnit }) => owner ?? specialisedUnit);
}

function rowProblems(row: Mau08Row, input: LevelReportInput, due: LevelReportDue): LevelReport['problems'] {
  const { systemId, status, systemName: name } = row;
  const system = input.systems.find(({ id }) => id === systemId);
  const tell = (code: string, vi: string, en: string) => ({
    code,
    systemId,
    text: { vi: `${name.vi}: ${vi}`, en: `${name.en}: ${en}` },
  });
  const refused = (system === undefined ? [] : assessmentsOf(system, input.evidence))
    .filter(({ on }) => due.from <= on && on <= due.cutOff)
    .flatMap((fact) =>
      system === undefined ? [] : assessmentProblems(fact, { system, critical: row.level === 5 }),
    )
    .map(({ code, text }) => tell(code, text.vi, text.en));
  const missing = [
    row.ownerId === undefined
      ? tell(
          'owner_missing',
          'chưa ghi chủ quản (cột 3) nên không nằm trong báo cáo của chủ quản nào.',
          'no owner is named (column 3), so it is in no owner’s report.',
        )
      : undefined,
    status !== 'approved' && row.approvalExpectedOn === undefined && input.options?.completionOn === undefined
      ? tell(
          'expected_missing',
          'chưa có ngày dự kiến phê duyệt (cột 9); dòng cuối của mục 1 phải do người lập báo cáo ghi.',
          'no expected day of approval (column 9); a person has to write the last line of section 1.',
        )
      : undefined,
    status === 'approved' && row.decision === undefined
      ? tell(
          'decision_missing',
          'thiếu số, ngày quyết định phê duyệt (cột 7).',
          'the decision (column 7) is missing.',
        )
      : undefined,
    status === 'approved' && row.regulation === undefined
      ? tell(
          'regulation_missing',
          'thiếu quy chế bảo đảm an ninh mạng (cột 8).',
          'the regulation (column 8) is missing.',
        )
      : undefined,
    status !== undefined && row.deployment === undefined
      ? tell(
          'deployment_unknown',
          'chưa rõ mức triển khai phương án (cột 10).',
          'the deployment (column 10) is unknown.',
        )
      : undefined,
    system !== undefined && status !== undefined && !hasType(system)
      ? tell(
          'type_missing',
          'thẻ hệ thống chưa ghi loại hình; đã đếm là đã phân loại nếu hồ sơ đã gửi.',
          'the card has no type; counted as classified where the dossier was sent.',
        )
      : undefined,
  ];
  return [...missing.filter((each) => each !== undefined), ...refused];
}

/** OP-28: the readings the figures rest on, to be printed in the log of the report. */
function chosen(drafts: boolean, rows: readonly Mau08Row[]): LevelReport['problems'] {
  const legacy = rows.filter((row) => row.legacy).length;
  const about = drafts
    ? {
        vi: 'Hồ sơ đang dự thảo được tính là đã xây dựng (lựa chọn, nghị định không nêu).',
        en: 'Drafts count as built (a choice; the decree does not say).',
      }
    : {
        vi: 'Hồ sơ đang dự thảo chưa tính là đã xây dựng (lựa chọn, nghị định không nêu).',
        en: 'Drafts do not count as built (a choice; the decree does not say).',
      };
  const old = {
    vi: `${legacy} hệ thống được phê duyệt theo quy định cũ được tính là đã phê duyệt (lựa chọn, nghị định không nêu).`,
    en: `Approved under earlier law and counted as approved: ${legacy} (a choice; the decree does not say).`,
  };
  return [
    { code: 'choice_drafts', text: about },
    ...(legacy > 0 ? [{ code: 'choice_legacy', text: old }] : []),
  ];
}
