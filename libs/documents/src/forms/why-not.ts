import type { Bilingual } from '@khien/model';
import type { DocumentContext } from '../document-context';
import type { FormFile } from './form-file';
import { isCritical, levelOf } from './roles';

const MISSING = {
  system: { vi: 'Chưa chọn hệ thống thông tin.', en: 'No information system is chosen.' },
  dossier: { vi: 'Hệ thống chưa lập hồ sơ đề xuất cấp độ.', en: 'The system has no level dossier yet.' },
  report: {
    vi: 'Chỉ lập từ báo cáo cấp độ của cơ quan (mục Báo cáo).',
    en: 'Made only from the level report of a body (page Reports).',
  },
};
const NO_LEVEL: Bilingual = { vi: 'Chưa có cấp độ đề xuất.', en: 'No level has been proposed yet.' };

/** Why a form does not fit this context; undefined when it does. Missing data is no reason: it is printed as blanks. */
export function whyNot(form: FormFile, context: DocumentContext): Bilingual | undefined {
  const { fits } = form;
  const missing = fits.needs.find((need) => context[need] === undefined);
  if (missing !== undefined) return MISSING[missing];
  if (context.on < form.effective_from || (form.effective_to !== undefined && context.on > form.effective_to))
    return {
      vi: `Biểu mẫu không có hiệu lực vào ngày ${context.on}.`,
      en: `The form is not in force on ${context.on}.`,
    };
  const critical = isCritical(context);
  if (fits.critical === 'only') return critical ? undefined : fits.why;
  if (fits.critical === 'never' && critical) return fits.why;
  if (fits.levels === undefined) return undefined;
  // A system on the critical list follows the procedure of level 5 whatever its level (Đ20.4).
  if (critical && fits.levels.includes(5)) return undefined;
  const level = levelOf(context);
  if (level === undefined) return NO_LEVEL;
  return fits.levels.includes(level) ? undefined : fits.why;
}
