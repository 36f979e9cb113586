import type { KeyKind } from './kinds';

/** The 63 province codes of personal identification numbers (Circular 59/2021 annex). The circular lapsed, but numbers given under it stay. */
const PROVINCES: ReadonlySet<string> = new Set(
  `001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054
   056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096`.split(
    /\s+/,
  ),
);
const MOBILE = /^(?:0|\+?84)(?:3[2-9]|5[25-9]|7[06-9]|8[1-9]|9\d)\d{7}$/;
const LANDLINE = /^(?:0|\+?84)2\d{9}$/;
/** Tax codes begin with the number of a province (01 to 63), those of persons with 8. */
const TAX_OFFICE = /^(?:0[1-9]|[2-5]\d|6[0-3]|8)/;
const MST_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** Province, century and sex digit, year of birth that has been: raises confidence, is no proof (Law 26/2023 promises 12 digits only). */
export function hasCccdStructure(digits: string): boolean {
  const century = digits.charCodeAt(3) - 48;
  // Six noughts at the end are those of counters and GUIDs.
  return (
    digits.length === 12 &&
    PROVINCES.has(digits.slice(0, 3)) &&
    century >= 0 &&
    century <= 3 &&
    !digits.endsWith('000000')
  );
}

/** Mã số thuế: 10 digits, the last `10 − (Σ dᵢ·wᵢ mod 11)`. */
export function hasTaxChecksum(digits: string): boolean {
  let sum = 0;
  MST_WEIGHTS.forEach((weight, at) => {
    sum += weight * (digits.charCodeAt(at) - 48);
  });
  return digits.length >= 10 && 10 - (sum % 11) === digits.charCodeAt(9) - 48;
}

export function isPhone(text: string): boolean {
  return MOBILE.test(text) || LANDLINE.test(text);
}

/** One spelling of a phone number: `0912345678`. */
export function phoneSpelling(text: string): string {
  return text.replace(/\D/g, '').replace(/^84(?=\d{9,10}$)/, '0');
}

/** Luhn's check and a range that cards are issued in (Napas 9704, Visa, Mastercard, JCB, UnionPay, Amex). */
export function isCard(digits: string): boolean {
  if (
    !/^(?:4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|9704\d{12}(?:\d{3})?|35\d{14}|62\d{14,17}|3[47]\d{13})$/.test(
      digits,
    )
  )
    return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    let digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    if (at % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

/** What a bare run of digits is, given what its key or the words before it say; undefined when it is nobody's. */
export function kindOfDigits(digits: string, context: KeyKind | undefined): string | undefined {
  const { length } = digits;
  if (context === 'cccd' && (length === 12 || length === 11)) return 'cccd';
  if (context === 'cccd' && (length === 9 || length === 8)) return 'cmnd';
  if (length === 12 && hasCccdStructure(digits)) return 'cccd';
  if (context === 'phone' && length >= 9 && length <= 12 && !isEpochSeconds(digits)) return 'phone';
  if (context === 'bhxh' && length === 10) return 'bhxh';
  if (context === 'bhyt' && (length === 10 || length === 13)) return 'bhyt';
  if (context === 'mst' && (length === 10 || length === 12 || length === 13))
    return length === 12 ? 'cccd' : 'mst';
  if (context === 'account' && length >= 8) return isCard(digits) ? 'card' : 'account';
  if (isPhone(digits)) return 'phone';
  if (length === 10 && TAX_OFFICE.test(digits) && hasTaxChecksum(digits)) return 'mst';
  return isCard(digits) ? 'card' : undefined;
}

/** Seconds of 2017 to 2033: one in eleven of them passes the tax code's checksum. */
function isEpochSeconds(digits: string): boolean {
  return digits.length === 10 && digits >= '1500000000' && digits < '2000000000';
}
