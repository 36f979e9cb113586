import type { DocumentContext, LevelReportContent, LevelReportLine } from '@khien/documents';
import type { LevelReport } from '@khien/dossier';
import type { Agency, Day } from '@khien/model';

export interface LevelReportAbout {
  year: number;
  /** Only the systems of this body and those below it, of this chủ quản. */
  agencyId?: string | undefined;
  ownerId?: string | undefined;
  agencies: Agency[];
  on: Day;
  language: DocumentContext['language'];
}

/** What the Mẫu 08 document says. It is issued by the chủ quản it is about, when it is about one. */
export function levelReportContext(
  report: LevelReport,
  { year, agencyId, ownerId, agencies, on, language }: LevelReportAbout,
): DocumentContext {
  const agency = (id: string | undefined) => agencies.find((one) => one.id === id);
  const [only, ...others] = new Set(report.parties.map(({ owner }) => owner));
  return {
    owner: agency(ownerId) ?? (others.length === 0 ? only : undefined),
    agency: agency(agencyId),
    ...{ acts: [], parts: [], controls: [], gaps: [], evidence: [] },
    ...{ agencies, on, language },
    report: contentOf(report, year),
  };
}

const COLUMNS = [
  undefined,
  'name',
  'owner',
  'operator',
  undefined,
  'status',
  'decision',
  'regulation',
  'expectedApproval',
  'deployment',
  'expectedDeployment',
  'assessed',
] as const;

/** The printed columns by name; what is blank there is absent here. */
export function lineOf(cells: readonly string[]): LevelReportLine {
  const named = COLUMNS.map((column, index) => [column, cells[index] ?? ''] as const);
  const said = Object.fromEntries(named.filter(([column, cell]) => column !== undefined && cell !== ''));
  return { name: '', ...said };
}

function contentOf({ counters, rows, parties }: LevelReport, year: number): LevelReportContent {
  return {
    year,
    counters,
    bodies: parties.flatMap(({ owner, specialisedUnit }) => (owner ? [{ owner, specialisedUnit }] : [])),
    rows: rows.map(({ level, cells }) => ({
      ...lineOf(cells),
      ...(level !== undefined && { proposedLevel: level }),
    })),
  };
}
