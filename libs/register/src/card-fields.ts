import { AGENCY_COLUMNS } from './agency-columns';
import { canonicalJson } from './canonical-json';
import { cellText } from './cell-text';
import { type Card, fieldOf } from './column';
import { DETAIL_SHEETS } from './detail-sheets';
import type { SheetKind } from './find-sheets';
import { detailDiff } from './read-details';
import type { FieldDiff } from './read-row';
import { SYSTEM_COLUMNS } from './system-columns';

/** How two cards differ, field by field, in people's words; what no column shows is named without its contents. */
export function cardFields(kind: SheetKind, before: Card | undefined, after: Card): FieldDiff[] {
  const from = before ?? {};
  const specs = kind === 'systems' ? SYSTEM_COLUMNS : AGENCY_COLUMNS;
  const details = kind === 'systems' ? DETAIL_SHEETS : [];
  const simple = specs.flatMap(({ key, header, format, personal }): FieldDiff[] => {
    const [was, is] = [fieldOf(from, key), fieldOf(after, key)].map((held) =>
      held === undefined ? '' : cellText(format.write(held)),
    );
    if (was === undefined || is === undefined || was === is) return [];
    return [{ field: key, label: header, before: was, after: is, ...(personal ? { personal } : {}) }];
  });
  const lists = details.flatMap((detail) => {
    const items = after[detail.field];
    const diff = detailDiff(detail, from[detail.field], Array.isArray(items) ? items : []);
    return diff === undefined ? [] : [diff];
  });
  const others = ['levelFacts']
    .filter((key) => canonicalJson(from[key]) !== canonicalJson(after[key]))
    .map((key) => ({
      field: key,
      label: { vi: 'Dữ kiện xác định cấp độ', en: 'Facts for the level' },
      before: '',
      after: '',
    }));
  return [...simple, ...lists, ...others];
}
