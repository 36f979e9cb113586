import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendActivity } from '@khien/accounts';
import { documentContextOf } from '@khien/api';
import { createDocuments, type DocumentFormat } from '@khien/documents';
import { MonitorError } from '@khien/model';
import { type Command, optionsOf, printLine, UsageError } from '../usage';
import { CLI, withOffice } from '../with-office';

const usage = 'dossier documents --system ID [--form mau-02]… [--format docx|pdf] [--out DIR] [--data DIR]';

export const dossierDocuments: Command = {
  usage,
  does: 'writes the forms and explanations of a system’s newest dossier (all that fit, unless --form says which) and prints one JSON line each',
  async run(argv) {
    const { values } = optionsOf(argv, usage, {
      data: { type: 'string' },
      system: { type: 'string' },
      form: { type: 'string', multiple: true },
      format: { type: 'string', default: 'pdf' },
      out: { type: 'string', default: '.' },
    });
    const { system: id, form: wanted, format, out } = values;
    if (id === undefined) throw new UsageError(`--system is needed\nusage: khien ${usage}`);
    if (!isFormat(format)) throw new UsageError(`--format: docx or pdf\nusage: khien ${usage}`);
    return withOffice(values, async (office, context) => {
      const system = context.registry().systems.find((one) => one.id === id);
      if (!system) throw new MonitorError('not_found', `no system "${id}" in the register`);
      const { lawBook, now, store, registry } = context;
      const newest = await office.dossiers.current(id);
      const about = await documentContextOf(
        { office, registry, controls: lawBook.controls, sections: lawBook.sections, now },
        { system, language: 'vi', view: newest && (await office.dossiers.get(CLI, newest._id)) },
      );
      const documents = createDocuments({ forms: lawBook.forms(), now });
      const offers = documents.list(about);
      const unknown = (wanted ?? []).filter((name) => !offers.some((offer) => offer.id === name));
      if (unknown.length > 0)
        throw new UsageError(
          `--form: no ${unknown.join(', ')}; known: ${offers.map((offer) => offer.id).join(', ')}`,
        );
      mkdirSync(out, { recursive: true });
      for (const offer of offers.filter((one) => wanted === undefined || wanted.includes(one.id))) {
        if (!offer.available) {
          if (wanted !== undefined) await printLine({ form: offer.id, available: false, why: offer.why });
          continue;
        }
        const { bytes, fileName } = await documents.render(offer.id, format, about);
        writeFileSync(join(out, fileName), bytes);
        await appendActivity(store, {
          subject: { kind: 'document', id: `${newest?._id ?? `system:${id}`}/${offer.id}` },
          action: 'document_made',
          at: now(),
          ...CLI,
          agencyId: system.agencyId,
          data: { form: offer.id, format, bytes: bytes.length },
        });
        await printLine({
          form: offer.id,
          title: offer.title,
          official: offer.official,
          file: fileName,
          bytes: bytes.length,
        });
      }
      return 0;
    });
  },
};

const isFormat = (format: string): format is DocumentFormat => format === 'docx' || format === 'pdf';
