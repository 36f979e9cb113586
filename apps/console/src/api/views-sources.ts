import type { Bilingual, DeadLetter } from '@khien/model';

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
  transport: 'file' | 'http' | 'syslog' | 'replay';
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
