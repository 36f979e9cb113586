import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendActivity } from '@khien/accounts';
import { levelReportContext } from '@khien/api';
import { isDay, today } from '@khien/compliance';
import { createDocuments } from '@khien/documents';
import { MonitorError } from '@khien/model';
import { type Command, optionsOf, printLine, UsageError } from '../usage';
import { CLI, withOffice } from '../with-office';

const usage =
  'report level [--year YYYY] [--owner ID] [--completion YYYY-MM-DD] [--format docx|pdf] [--out DIR] [--data DIR]';
const FORM = 'mau-08';

export const reportLevel: Command = {
  usage,
  does: 'Mẫu 08 of a year, of all systems or of one chủ quản (--owner), with the day all approvals are expected by as a person states it (--completion): counters, rows, owners, what is missing, last days; with --format the letter as a file',
  async run(argv) {
    const { values } = optionsOf(argv, usage, {
      data: { type: 'string' },
      year: { type: 'string' },
      owner: { type: 'string' },
      completion: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string', default: '.' },
    });
    const { owner: ownerId, completion: completionOn, format } = values;
    if (values.year !== undefined && !/^20\d{2}$/.test(values.year))
      throw new UsageError(`--year: "${values.year}" is no year\nusage: khien ${usage}`);
    if (completionOn !== undefined && !isDay(completionOn))
      throw new UsageError(`--completion: "${completionOn}" is no day\nusage: khien ${usage}`);
    if (format !== undefined && format !== 'docx' && format !== 'pdf')
      throw new UsageError(`--format: docx or pdf\nusage: khien ${usage}`);
    return withOffice(values, async (office, { registry, lawBook, store, now }) => {
      const { agencies } = registry();
      if (ownerId !== undefined && !agencies.some(({ id }) => id === ownerId))
        throw new MonitorError('not_found', `no agency "${ownerId}" in the register`);
      const on = today(now());
      const year = Number(values.year ?? on.slice(0, 4));
      const options = {
        ...(ownerId !== undefined && { ownerId }),
        ...(completionOn !== undefined && { completionOn }),
      };
      const report = await office.levelReport('*', year, options);
      if (format === undefined) {
        const { counters, rows, owners, problems, due } = report;
        await printLine({ year, ...(ownerId && { owner: ownerId }), counters, rows, owners, problems, due });
        return 0;
      }
      const context = levelReportContext(report, { year, ownerId, agencies, on, language: 'vi' });
      const { bytes, fileName } = await createDocuments({ forms: lawBook.forms(), now }).render(
        FORM,
        format,
        context,
      );
      writeFileSync(join(values.out, fileName), bytes);
      await appendActivity(store, {
        subject: { kind: 'document', id: `report:${year}/${FORM}` },
        ...{ action: 'document_made', at: now(), ...CLI },
        data: { form: FORM, format, bytes: bytes.length, ...options },
      });
      await printLine({ year, form: FORM, file: fileName, bytes: bytes.length });
      return 0;
    });
  },
};
