import type { Agency } from '@khien/model';

export const AGENCY_KINDS = [
  'province',
  'department',
  'commune',
  'special_zone',
  'party',
  'centre',
] as const satisfies readonly Agency['kind'][];

/** What the official forms ask of a body, in the order of a letterhead. */
export const CONTACT_FIELDS = [
  'mandate',
  'representative',
  'representativeTitle',
  'address',
  'place',
  'phone',
  'email',
  'symbol',
] as const satisfies readonly (keyof NonNullable<Agency['contact']>)[];

/** The card of a body as the form holds it: every text there, empty where nothing is known. */
export interface AgencyForm {
  id: string;
  name: { vi: string; en: string };
  kind: Agency['kind'];
  parent?: string | undefined;
  contact: { [Field in (typeof CONTACT_FIELDS)[number]]?: string | undefined };
}

export const formOf = ({ id, name, kind, parent, contact = {} }: Agency): AgencyForm => ({
  id,
  name,
  kind,
  parent,
  contact: { ...contact },
});

/** The card to save: texts trimmed, what is empty left out, the Vietnamese name where no English one is written. */
export function agencyOf({ id, name, kind, parent, contact }: AgencyForm): Agency {
  const kept = Object.fromEntries(
    CONTACT_FIELDS.flatMap((field) => {
      const text = contact[field]?.trim();
      return text ? [[field, text] as const] : [];
    }),
  );
  const vi = name.vi.trim();
  return {
    id,
    name: { vi, en: name.en?.trim() || vi },
    kind,
    ...(parent && { parent }),
    ...(Object.keys(kept).length > 0 && { contact: kept }),
  };
}
