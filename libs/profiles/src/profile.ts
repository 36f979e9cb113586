import type { DeadLetterReason, Event, EventDraft, TechnicalLayer } from '@khien/model';

/** What a profile may know beside the text. Nothing here is a clock: everything comes with the record. */
export interface ProfileContext {
  /** When the collector had the record, milliseconds since the epoch. */
  receivedAt: number;
  /** IANA zone of timestamps that name none. */
  timezone: string;
  /** Network address of the sender. */
  peer?: string;
  /** The receiver cut the record at its size limit. */
  truncated?: boolean;
}

/** Where `@timestamp` comes from: the device, the device with a guessed zone or year, or the moment of receipt. */
export type TimeQuality = NonNullable<NonNullable<Event['khien']>['time_quality']>;

/** `detail` is one line for a person: what was expected where. It never holds the payload. */
export interface Refusal {
  ok: false;
  reason: DeadLetterReason;
  detail: string;
}

export type ParseResult = { ok: true; event: EventDraft; timeQuality: TimeQuality } | Refusal;

/** Log source of Sigma rules. https://sigmahq.io/docs/basics/log-sources.html */
export interface Logsource {
  category?: string;
  product?: string;
  service?: string;
}

/** One kind of record. Pure: the same text and context give the same result, and nothing makes it throw. */
export interface Profile {
  /** Name of its folder; stored with each event. */
  id: string;
  /** Goes up when the same record would give a different event. */
  version: number;
  title: { vi: string; en: string };
  /** Technical layer (R16) its records speak for, where it is one. */
  layer?: TechnicalLayer;
  /**
   * What its events are in Sigma's words, so that a rule for Windows is never tried on a web line; by event where one profile reads several kinds; a list where one event belongs to several categories.
   * A product is always named: without one, a rule that names only its own product would be tried too. Without a log source every rule is tried.
   */
  logsource?: Logsource | ((event: EventDraft) => Logsource | readonly Logsource[] | undefined);
  /** How much a record looks like this profile's, 0 to 1; for `--profile auto`. */
  recognise(text: string): number;
  toEvent(text: string, context: ProfileContext): ParseResult;
}

export function defineProfile<const P extends Profile>(profile: P): P {
  return profile;
}

/** `web-access@1`: what `khien.parser` says of an event. */
export function parserOf(profile: Pick<Profile, 'id' | 'version'>): string {
  return `${profile.id}@${profile.version}`;
}

export function refuse(reason: DeadLetterReason, detail: string): Refusal {
  return { ok: false, reason, detail };
}
