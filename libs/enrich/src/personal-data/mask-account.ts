import { hasCccdStructure, isPhone, phoneSpelling } from './identifiers';
import { isToken, type Tokens } from './mask-text';
import { foldForeign, hasForeign } from './spelling';

/** Providers where private persons have their mail. */
const PRIVATE_MAIL =
  /@(?:gmail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|zoho|yandex|gmx|mail|proton|protonmail)\.(?:com|com\.vn|vn|me|net|ru)$/i;
const SEVEN_DIGITS = /\d(?:[ .-]?\d){8}/;
const IDENTITY = /(?<!\d)\d{3}[ .-]?\d{1,3}(?:[ .-]?\d{1,6}){1,3}(?!\d)/g;
const PHONE = /(?<![\p{L}\d])\+?(?:84|0)[ .-]?\d(?:[ .-]?\d){7,9}(?!\d)/gu;

/**
 * Officials stay named. An account that is, or holds, an identity number, a phone number or a private mail address is a citizen's (or must not show an
 * official's private data): it stays joinable by its token.
 */
export function maskAccount(account: string, tokens: Tokens): string {
  if (account.length < 8 || account.length > 320 || isToken(account)) return account;
  if (PRIVATE_MAIL.test(account)) return tokens.of('email', account.toLowerCase());
  const folded = hasForeign(account) ? foldForeign(account) : account;
  if (!SEVEN_DIGITS.test(folded)) return account;
  const masked = folded
    .replace(IDENTITY, (run) => {
      const digits = run.replace(/\D/g, '');
      return digits.length === 12 && hasCccdStructure(digits) ? tokens.of('cccd', digits) : run;
    })
    .replace(PHONE, (run) => (isPhone(phoneSpelling(run)) ? tokens.of('phone', phoneSpelling(run)) : run));
  return masked === folded ? account : masked;
}
