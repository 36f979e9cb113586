import type { Agency } from '@khien/model';
import type { DocumentContext } from '../document-context';
import { BLANK, type Block } from '../print/blocks';
import { placeAndDate } from '../print/vietnamese-day';

interface Opening {
  label: string;
  issuer: Agency | undefined;
  name: string;
  summary?: string | undefined;
}

/** Label, head and title of a paper without a number. */
export function opening(context: DocumentContext, { label, issuer, name, summary }: Opening): Block[] {
  const above = context.agencies.find(({ id }) => id === issuer?.parent);
  const under = issuer?.kind === 'department' || issuer?.kind === 'centre';
  return [
    { kind: 'label', text: label },
    {
      kind: 'head',
      parent: under ? above?.name.vi : undefined,
      body: issuer?.name.vi ?? BLANK,
      placeDate: placeAndDate(context.place ?? issuer?.contact?.place, undefined, context.on.slice(0, 4)),
    },
    { kind: 'title', name, summary: summary ?? context.system?.name.vi, rule: true },
  ];
}

/** Người lập, người soát xét, and the head of the operator. */
export function signers(issuer: Agency | undefined): Block {
  const caption = '(Ký, ghi rõ họ tên)';
  const head = issuer?.contact?.representativeTitle?.toLocaleUpperCase('vi').split('\n').at(-1);
  return {
    kind: 'signers',
    roles: [
      { role: 'NGƯỜI LẬP', caption },
      { role: 'NGƯỜI SOÁT XÉT', caption },
      {
        role: head ?? 'THỦ TRƯỞNG ĐƠN VỊ',
        caption: '(Ký tên, đóng dấu)',
        name: issuer?.contact?.representative,
      },
    ],
  };
}
