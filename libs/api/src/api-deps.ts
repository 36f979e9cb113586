import type { Accounts } from '@khien/accounts';
import type { BusRules, ControlCatalogue, LegalRegimes } from '@khien/compliance';
import type { Documents } from '@khien/documents';
import type { SectionSpec } from '@khien/dossier';
import type { Bilingual, DeadLetter, Logger, Registry, Source, Store, StoredEvent } from '@khien/model';
import type { Office } from '@khien/office';
import type { AlertFeed } from './alert-feed';

/** Bounds of everything a client can make the server do. Sizes in octets, times in milliseconds. */
export interface ApiLimits {
  bodyBytes: number;
  /** A body that carries a file in base64: 8 MiB are 10.7 MiB of it. */
  uploadBytes: number;
  /** Bodies of that size taken at once. */
  uploads: number;
  /** Depth of nesting in a JSON body. */
  bodyDepth: number;
  /** Per person, or per address before sign-in. */
  requestsPerMinute: number;
  /** Wrong passwords per account from one address in 15 minutes. */
  signInsPerAccountAndAddress: number;
  /** Wrong passwords from one address in 15 minutes (many people may share one). */
  signInsPerAddress: number;
  /** Wrong passwords for one account from anywhere in an hour. */
  signInsPerAccount: number;
  /** Documents made at once. */
  renders: number;
  /** Calendar addresses that are none, from one address in 15 minutes. */
  feedMisses: number;
  /** Times one calendar is read in an hour. */
  feedReads: number;
  streamsPerUser: number;
  streams: number;
  /** What may wait for a slow reader of the stream before it is cut. */
  streamBufferBytes: number;
  heartbeatMs: number;
}
export const DEFAULT_LIMITS: ApiLimits = {
  bodyBytes: 1024 * 1024,
  uploadBytes: 11 * 1024 * 1024,
  uploads: 8,
  bodyDepth: 32,
  requestsPerMinute: 1200,
  signInsPerAccountAndAddress: 5,
  signInsPerAddress: 50,
  signInsPerAccount: 50,
  renders: 3,
  feedMisses: 20,
  feedReads: 60,
  streamsPerUser: 8,
  streams: 500,
  streamBufferBytes: 1024 * 1024,
  heartbeatMs: 15_000,
};

/** What cannot be seen or verified while a source is silent (ids), and what it usually sends. */
export interface SourceOutlook {
  rests: { rules: string[]; onlyHere: string[]; controls: string[]; dossiers: string[] };
  /** Records of the hour that runs; null before there are seven days of history. */
  usualThisHour: number | null;
}

/** How a source is doing. Counts since the start of the record; rates over the last minutes; `parseRate` 0..1. */
export interface SourceHealth {
  sourceId: string;
  state: 'alive' | 'silent' | 'never';
  lastRecordAt?: number | undefined;
  totals: {
    received: number;
    stored: number;
    duplicate: number;
    deadLettered: number;
    shed: number;
    inFlight: number;
  };
  balanced: boolean;
  ratePerMinute: number;
  parseRate: number;
}

/** Dead letters are sealed with a key the API does not hold by itself. */
export interface DeadLetterDesk {
  open(letter: DeadLetter): { raw: string; encoding: 'utf-8' | 'base64' };
  /** Sends the records through today's profiles again. */
  replay(ids: readonly string[]): Promise<{ replayed: number; stored: number; failed: number }>;
}

/** Why a rule matched an event: each selection, and in it each item with what the event holds. */
export interface MatchExplanation {
  condition: string;
  selections: Array<{
    name: string;
    matched: boolean;
    items: Array<{
      item: string;
      matched: boolean;
      absent: boolean;
      actual: string | null;
      values: string[];
    }>;
  }>;
}

export interface ApiDeps {
  store: Store;
  /** The register in force: configuration overlaid by what people changed. */
  registry: () => Registry;
  accounts: Accounts;
  office: Office;
  documents: Documents;
  law: () => LegalRegimes;
  controls: () => ControlCatalogue;
  /** Sections of the dossier form. */
  sections: () => readonly SectionSpec[];
  /** Brings `registry` up to what was just written to the register or decided on a dossier. */
  refreshRegister: () => Promise<void>;
  deadLetters: DeadLetterDesk;
  alertFeed: AlertFeed;
  /** Undefined when the rule is not in force any more, or is of a kind that matches no single event. */
  explain: (ruleId: string, event: StoredEvent) => MatchExplanation | undefined;
  /** What a detection rule in force is called. */
  ruleTitle: (ruleId: string) => Bilingual | undefined;
  /** How the two halves of an exchange over the bus are held against each other. */
  busRules: () => BusRules;
  /** Of these sources; of all unless said. */
  sourceHealth: (of?: readonly Source[]) => Promise<readonly SourceHealth[]>;
  /** What is usual of a source and what rests on it. */
  sourceOutlook: (source: Source) => Promise<SourceOutlook>;
  /** Prometheus text. */
  metrics: () => string | Promise<string>;
  /** Folder of the built console; without it the API stands alone. */
  consoleDir?: string | undefined;
  /** Address people use, e.g. `https://khien.example`. Cookies are Secure exactly when it is https. A function, because a free port is known only after listening. */
  publicUrl: () => string;
  /** Proxies whose X-Forwarded-* are believed (addresses or CIDRs); none by default. */
  trustedProxies?: readonly string[] | undefined;
  now: () => number;
  randomBytes: (size: number) => Buffer;
  log: Logger;
  limits: ApiLimits;
}
