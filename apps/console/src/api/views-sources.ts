import type { Bilingual, DeadLetter, Transport } from '@khien/model';

export interface Totals {
  received: number;
  stored: number;
  duplicate: number;
  deadLettered: number;
  shed: number;
}

export type SourceState = 'alive' | 'silent' | 'never';

export interface SourceView {
  id: string;
  name: Bilingual;
  profile: string;
  transport: Transport['kind'];
  systemId: string;
  systemName: Bilingual;
  agencyName?: Bilingual;
  state: SourceState;
  lastRecordAt?: number;
  silenceMinutes: number;
  totals: Totals & { inFlight: number };
  balanced: boolean;
  ratePerMinute: number;
  parseRate: number;
}

/** Something by its id; without a title where that is not in force any more, or not the reader's to see. */
export interface Named {
  id: string;
  title?: Bilingual;
}

/** What one source usually sends, and what rests on it. */
export interface SourceOutlook {
  rests: { rules: Named[]; onlyHere: Named[]; controls: Named[]; dossiers: Named[] };
  /** Records of the hour that runs; null before there are seven days of history. */
  usualThisHour: number | null;
}

export type MinuteRow = Totals & { minute: number };
export interface Accounting {
  minutes: MinuteRow[];
  totals: Totals;
}

export type DeadLetterView = Pick<
  DeadLetter,
  'sourceId' | 'reason' | 'detail' | 'parser' | 'bytes' | 'receivedAt' | 'at' | 'state'
> & { id: string };

export interface OpenedRecord {
  raw: string;
  encoding: 'utf-8' | 'base64';
}

export interface ReplayResult {
  replayed: number;
  stored: number;
  failed: number;
}
