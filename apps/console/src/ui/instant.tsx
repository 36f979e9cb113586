import { dateTime, exactTime } from '../format/time';

/** A moment on the Vietnamese clock, machine-readable for whoever copies or reads it aloud. */
export function Instant({ at }: { at: number }) {
  return (
    <time className="instant" dateTime={new Date(at).toISOString()}>
      {dateTime(at)}
    </time>
  );
}

/** The moment of an event, to the millisecond. */
export function ExactInstant({ iso }: { iso: string }) {
  return (
    <time className="instant" dateTime={iso}>
      {exactTime(iso)}
    </time>
  );
}
