import type { Bilingual, Day } from '@khien/model';

/** `2026-11-12` as it is written here: 12/11/2026. */
export const dayWords = (day: Day): string => day.split('-').reverse().join('/');

const GROUPED = { vi: new Intl.NumberFormat('vi'), en: new Intl.NumberFormat('en') };

/** 21000 → «21.000», "21,000". */
export const countWords = (count: number): Bilingual => ({
  vi: GROUPED.vi.format(count),
  en: GROUPED.en.format(count),
});

/** 0.934 → «93,4%», "93.4%"; never rounded up to a whole it is not. */
export function shareWords(part: number, whole: number): Bilingual {
  const percent = Math.floor((part / whole) * 1000) / 10;
  return { vi: `${String(percent).replace('.', ',')}%`, en: `${percent}%` };
}

/** 1500 ms → «1,5 giây». */
export function secondsWords(ms: number): Bilingual {
  const seconds = Math.round(ms / 100) / 10;
  return { vi: `${String(seconds).replace('.', ',')} giây`, en: `${seconds} s` };
}

/** First letter in upper case, for a noun that opens a sentence. */
export const opening = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What each kind of evidence is called inside a sentence. */
export const EVIDENCE_WORDS = {
  designation: { vi: 'quyết định phân công', en: 'designation' },
  monitoring_service: { vi: 'bố trí giám sát', en: 'monitoring arrangement' },
  assessment: { vi: 'kiểm tra, đánh giá an ninh mạng', en: 'security assessment' },
  anti_malware: { vi: 'số liệu phần mềm phòng, chống mã độc', en: 'anti-malware figures' },
  backup: { vi: 'sao lưu', en: 'backup' },
  restore_test: { vi: 'khôi phục thử', en: 'restore test' },
  vulnerability_scan: { vi: 'rà quét lỗ hổng', en: 'vulnerability scan' },
  penetration_test: { vi: 'kiểm thử xâm nhập', en: 'penetration test' },
  drill: { vi: 'diễn tập', en: 'drill' },
  training: { vi: 'tập huấn, đào tạo', en: 'training' },
  regulation: { vi: 'quy chế bảo đảm an ninh mạng', en: 'cybersecurity regulation' },
  risk_assessment: { vi: 'đánh giá rủi ro', en: 'risk assessment' },
  account_review: { vi: 'rà soát tài khoản', en: 'account review' },
  mfa: { vi: 'số liệu xác thực đa yếu tố', en: 'multi-factor figures' },
  time_sync: { vi: 'đồng bộ thời gian', en: 'clock synchronisation check' },
  log_retention: { vi: 'thời hạn lưu nhật ký', en: 'log retention' },
} as const satisfies Record<string, Bilingual>;
export type SaidKind = keyof typeof EVIDENCE_WORDS;
