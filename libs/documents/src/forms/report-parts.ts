import type { Agency } from '@khien/model';
import type { LevelReportContent, LevelReportLine } from '../document-context';
import { BLANK, type Block, type Row } from '../print/blocks';

type Bodies = LevelReportContent['bodies'][number];

/** Section 2 of Mẫu 08 for one chủ quản and its specialised unit. A field name says whose data ends the line. */
export function bodyLines(
  lines: ReadonlyArray<{ text: string; field?: string | undefined }>,
  bodies: Bodies,
): Block[] {
  return lines.map(({ text, field }) => ({
    kind: 'paragraph',
    text: field === undefined ? text : `${text} ${fieldOf(field, bodies) ?? BLANK}`,
  }));
}

/** `owner.mandate`, `specialised_unit.phone_and_email`, … Chủ quản without a mandate: left empty, as the form says. */
function fieldOf(field: string, { owner, specialisedUnit }: Bodies): string | undefined {
  const [whose, what = ''] = field.split('.');
  const agency = whose === 'owner' ? owner : specialisedUnit;
  if (field === 'owner.mandate') return owner.contact?.mandate ?? '';
  return agency === undefined ? undefined : agencyField(agency, what);
}

function agencyField({ name, contact }: Agency, what: string): string | undefined {
  switch (what) {
    case 'name':
      return name.vi;
    case 'mandate':
      return contact?.mandate;
    case 'representative':
      return joined([contact?.representative, contact?.representativeTitle?.replaceAll('\n', ' ')]);
    case 'address':
      return contact?.address;
    case 'phone_and_email':
      return joined([contact?.phone, contact?.email]);
    default:
      return undefined;
  }
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? undefined : given.join(', ');
}

/** Section 3: one row a system; what is not given stays empty (a blank value is a value there). */
export function reportRows(keys: readonly string[], lines: readonly LevelReportLine[]): Row[] {
  return lines.map((line, index) =>
    keys.map((key) =>
      key === 'number' ? String(index + 1) : String(line[key as keyof LevelReportLine] ?? ''),
    ),
  );
}
