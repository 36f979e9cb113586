import { today } from '@khien/compliance';
import type { LevelReportContent, LevelReportLine } from '@khien/documents';
import type { LevelReport, Mau08Row } from '@khien/dossier';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { DOCX_OR_PDF, LEVEL_REPORT } from '../document-kinds';
import type { MakeDocument } from '../made-document';
import { CardId } from '../query-fields';
import { type Route, route } from '../route';
import { createSight } from '../sight';

const Year = z
  .string()
  .regex(/^20\d{2}$/)
  .transform(Number);
const Asked = z.strictObject({ year: Year, agencyId: CardId.optional() });

/** Báo cáo cấp độ (NĐ 331 Đ35): Mẫu 08 of a year, as of its cut-off, for the systems in scope or of one body and those below it. */
export function levelReportRoutes({ office, registry, now }: ApiDeps, make: MakeDocument): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'GET',
      path: '/reports/level',
      action: 'compliance.read',
      summary: 'Counters and rows of Mẫu 08, what is still missing in it, and when it is due',
      query: Asked,
      async handle({ query: { year, agencyId }, caller }) {
        const report = await office.levelReport(sight.scopeWithin(caller.user, agencyId), year);
        const { counters, rows, problems, due } = report;
        const { cutOff, from, stage1, stage2 } = due;
        return {
          body: {
            counters,
            rows: rows.map(rowOf),
            problems,
            cutOff,
            from,
            due: { stage1: stage1?.lastDay, stage2: stage2?.lastDay },
            stages: { stage1, stage2 },
          },
        };
      },
    }),
    route({
      method: 'GET',
      path: '/reports/level/document',
      action: 'document.make',
      summary: 'Mẫu 08 of a year as DOCX or PDF',
      produces: 'application/octet-stream',
      query: DOCX_OR_PDF.extend(Asked.shape),
      async handle(call) {
        const { year, agencyId, format } = call.query;
        const report = await office.levelReport(sight.scopeWithin(call.caller.user, agencyId), year);
        const { agencies } = registry();
        const owner = report.parties.length === 1 ? report.parties[0]?.owner : undefined;
        const context = {
          owner,
          agency: agencies.find((one) => one.id === agencyId),
          acts: [],
          parts: [],
          controls: [],
          gaps: [],
          evidence: [],
          agencies,
          report: contentOf(report, year),
          on: today(now()),
          language: call.query.language ?? call.language,
        };
        return make(call, { form: LEVEL_REPORT, format, context, about: `report:${year}`, agencyId });
      },
    }),
  ];
}

/** The row in the words of the form's twelve columns; what is blank there is absent here. */
function rowOf({ systemId, level, approvalExpectedOn, deploymentExpectedOn, cells }: Mau08Row) {
  return {
    systemId,
    ...lineOf(cells),
    ...(level !== undefined && { level }),
    ...(approvalExpectedOn !== undefined && { approvalExpectedOn }),
    ...(deploymentExpectedOn !== undefined && { deploymentExpectedOn }),
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

function lineOf(cells: readonly string[]): LevelReportLine {
  const named = COLUMNS.map((column, index) => [column, cells[index] ?? ''] as const);
  const said = Object.fromEntries(named.filter(([column, cell]) => column !== undefined && cell !== ''));
  return { name: '', ...said };
}

function contentOf({ counters, rows, parties }: LevelReport, year: number): LevelReportContent {
  const { C7, ...counts } = counters;
  return {
    year,
    counters: { ...counts, ...(C7 !== undefined && { C7: C7.split('-').reverse().join('/') }) },
    bodies: parties.flatMap(({ owner, specialisedUnit }) => (owner ? [{ owner, specialisedUnit }] : [])),
    rows: rows.map(({ level, cells }) => ({
      ...lineOf(cells),
      ...(level !== undefined && { proposedLevel: level }),
    })),
  };
}
