import { textOf, type WindowsRecord } from './record';

type Outcome = 'success' | 'failure';

/** Events that are a refusal or a failure by their very kind. */
const FAILED: ReadonlySet<string> = new Set(
  '4625 4771 4772 4773 4777 4766 5152 5155 5157 5159 6273 6274 6279 6423 4868 4888 5031'.split(' '),
);
const CREDENTIAL: ReadonlySet<string> = new Set(['4768', '4769', '4771', '4776', '4625']);

/** What the audit says: keywords first, then the status of those events that carry one. */
export function outcomeOf(record: WindowsRecord): Outcome | undefined {
  const code = record.code ?? '';
  if (record.channel === undefined || record.channel.toLowerCase() === 'security') {
    if (FAILED.has(code)) return 'failure';
    const status = textOf(record.data.get('Status'));
    if (CREDENTIAL.has(code) && status !== undefined && !/^(?:0x0+|0)$/i.test(status)) return 'failure';
  }
  const keywords = [record.keywords].flat();
  for (const read of [outcomeOfWord, outcomeOfBits])
    for (const keyword of keywords) {
      const outcome = read(keyword);
      if (outcome) return outcome;
    }
  return undefined;
}

function outcomeOfWord(keyword: unknown): Outcome | undefined {
  if (typeof keyword !== 'string') return undefined;
  const word = keyword
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  if (word === 'audit success' || word === 'success audit' || word === 'success') return 'success';
  return word === 'audit failure' || word === 'failure audit' || word === 'failure' ? 'failure' : undefined;
}

/** Bit 53 is an audit success, bit 52 a failure. A JSON number loses low bits only; its decimal digits would lie. */
function outcomeOfBits(keyword: unknown): Outcome | undefined {
  const mask = maskOf(keyword);
  if (mask === undefined) return undefined;
  const bits = BigInt.asUintN(64, mask);
  if (bits & (1n << 53n)) return 'success';
  return bits & (1n << 52n) ? 'failure' : undefined;
}

function maskOf(keyword: unknown): bigint | undefined {
  if (typeof keyword === 'number') return Number.isInteger(keyword) ? BigInt(keyword) : undefined;
  const text = textOf(keyword)?.trim();
  if (text === undefined || !/^-?(?:0x[0-9a-f]{1,16}|\d{1,20})$/i.test(text)) return undefined;
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
}

/** Why a logon was refused: NTSTATUS, and the error codes of Kerberos (RFC 4120 §7.5.9). */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['0xc0000064', 'unknown_user'],
  ['0xc000006a', 'invalid_password'],
  ['0xc000006d', 'invalid_credentials'],
  ['0xc000006e', 'account_restriction'],
  ['0xc000006f', 'outside_logon_hours'],
  ['0xc0000070', 'workstation_not_allowed'],
  ['0xc0000071', 'password_expired'],
  ['0xc0000072', 'account_disabled'],
  ['0xc0000133', 'clock_skew'],
  ['0xc000015b', 'logon_type_not_granted'],
  ['0xc0000193', 'account_expired'],
  ['0xc0000224', 'password_must_change'],
  ['0xc0000234', 'account_locked'],
  ['0xc0000413', 'authentication_firewall'],
  ['0x6', 'unknown_user'],
  ['0x7', 'unknown_service'],
  ['0xc', 'policy_restriction'],
  ['0x12', 'account_disabled_expired_or_locked'],
  ['0x17', 'password_expired'],
  ['0x18', 'invalid_password'],
  ['0x25', 'clock_skew'],
]);

/** `event.reason` of a failed logon; the text of the event where the code is unknown. */
export function reasonOf(record: WindowsRecord): string | undefined {
  for (const name of ['SubStatus', 'Status', 'FailureCode']) {
    const code = textOf(record.data.get(name))
      ?.toLowerCase()
      .replace(/^0x0+(?=.)/, '0x');
    const reason = code === undefined ? undefined : REASONS.get(code);
    if (reason !== undefined) return reason;
  }
  const text = textOf(record.data.get('Reason')) ?? textOf(record.data.get('FailureReason'));
  return text?.startsWith('%%') ? undefined : text;
}
