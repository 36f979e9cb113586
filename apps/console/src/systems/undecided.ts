/** What the calculator could not decide, by its codes; a code not known here is shown as it stands. */
export const UNDECIDED = [
  'U-COND',
  'U-COUNT',
  'U-NSHARM',
  'U-SECRET-NOHARM',
  'U-STRATEGIC',
  'U-NATION',
  'U-EGOV247',
  'U-ICS',
  'U-OTHER',
  'U-KHUNG',
  'U-ONEORG',
  'U-TTHC-INTERNAL',
  'U-STATIC',
  'U-INTERNAL-BIG',
  'U-PORTAL-EMAIL',
  'U-KIND',
  'U-INFO',
  'U-SERVES',
  'U-WORKS',
  'U-GRADE',
  'U-CENTRAL',
  'U-INTL',
  'U-TTHC',
  'U-HARM',
  'U-GAP',
  'U-NONE',
  'U-NO-REGIME',
] as const;
export type Undecided = (typeof UNDECIDED)[number];

export function undecidedOf(code: string): Undecided | undefined {
  return UNDECIDED.find((known) => known === code);
}

/** Until it is known what kind of system it is every criterion is open: that is the question to answer, the others follow. */
export function firstToAnswer(codes: readonly string[]): readonly string[] {
  return codes.includes('U-KIND') ? ['U-KIND'] : codes;
}
