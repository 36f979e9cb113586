import { today } from '@khien/compliance';
import type { LevelReport, Mau08Row } from '@khien/dossier';
import { MonitorError, type UserView } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { DOCX_OR_PDF, LEVEL_REPORT } from '../document-kinds';
import { levelReportContext, lineOf } from '../level-report-context';
import type { MakeDocument } from '../made-document';
import { CardId, LegalDay } from '../query-fields';
import { type Route, route } from '../route';
import { createSight } from '../sight';

const Year = z
  .string()
  .regex(/^20\d{2}$/)
  .transform(Number);
const Asked = z.strictObject({
  year: Year,
  agencyId: CardId.optional(),
  ownerId: CardId.optional(),
  completionOn: LegalDay.optional(),
});

/**
 * Báo cáo cấp độ (NĐ 331 Đ35): Mẫu 08 of a year, as of its cut-off, for the systems in scope, of one body and those below it
 * (`agencyId`), of one chủ quản (`ownerId`, Đ35.4b), or of one chủ quản within one body. `completionOn` is the last line of
 * section 1 as a person states it: it is printed in place of the latest expected day, which is unknown where a row has none.
 */
export function levelReportRoutes({ office, registry, now }: ApiDeps, make: MakeDocument): Route[] {
  const sight = createSight(registry);
  function reportOf(
    user: UserView,
    { year, agencyId, ownerId, completionOn }: z.infer<typeof Asked>,
  ): Promise<LevelReport> {
    if (ownerId !== undefined && sight.nameOf(ownerId) === undefined)
      throw new MonitorError('not_found', `agency ${ownerId}: not found`);
    return office.levelReport(sight.scopeWithin(user, agencyId), year, {
      ...(ownerId !== undefined && { ownerId }),
      ...(completionOn !== undefined && { completionOn }),
    });
  }
  return [
    route({
      method: 'GET',
      path: '/reports/level',
      action: 'compliance.read',
      summary: 'Counters and rows of Mẫu 08, what is still missing in it, and when it is due',
      query: Asked,
      async handle({ query, caller }) {
        const { counters, rows, owners, problems, due } = await reportOf(caller.user, query);
        const { cutOff, from, stage1, stage2 } = due;
        return {
          body: {
            counters,
            rows: rows.map(rowOf),
            owners: owners.map(({ agencyId: id, systems }) => ({
              id,
              name: sight.nameOf(id)?.name,
              systems,
            })),
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
        const { year, agencyId, ownerId, completionOn, format } = call.query;
        const report = await reportOf(call.caller.user, call.query);
        const context = levelReportContext(report, {
          ...{ year, agencyId, ownerId, agencies: registry().agencies, on: today(now()) },
          language: call.query.language ?? call.language,
        });
        const about = {
          about: `report:${year}`,
          agencyId,
          said: {
            ...(ownerId !== undefined && { ownerId }),
            ...(completionOn !== undefined && { completionOn }),
          },
        };
        return make(call, { form: LEVEL_REPORT, format, context, ...about });
      },
    }),
  ];
}

/** The row in the words of the form's twelve columns; what is blank there is absent here. */
function rowOf({ systemId, systemName, level, approvalExpectedOn, deploymentExpectedOn, cells }: Mau08Row) {
  return {
    systemId,
    systemName,
    ...lineOf(cells),
    ...(level !== undefined && { level }),
    ...(approvalExpectedOn !== undefined && { approvalExpectedOn }),
    ...(deploymentExpectedOn !== undefined && { deploymentExpectedOn }),
  };
}
