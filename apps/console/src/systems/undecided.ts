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
] as const;
export type Undecided = (typeof UNDECIDED)[number];

export function undecidedOf(code: string): Undecided | undefined {
  return UNDECIDED.find((known) => known === code);
}
