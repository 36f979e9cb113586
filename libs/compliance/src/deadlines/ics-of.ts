import { createHash } from 'node:crypto';
import type { Day, Deadline } from '@khien/model';
import { MARK_CAVEATS } from '../legal/mark';
import { addDays } from '../working-days/day-arithmetic';
import { escapeText, foldLine } from './fold-line';

export interface IcsOptions {
  language: 'vi' | 'en';
  /** Name of the calendar. */
  name: string;
  /** Where the console is, for the address of each entry. */
  url: string;
  /** Moment of DTSTAMP, epoch ms. Without it each entry bears the day its duty began, so that an unchanged feed stays the same text. */
  at?: number | undefined;
}

/** Eight in the morning, seven days and one day before: an all-day entry begins at midnight. */
const ALARMS = ['-P6DT16H', '-PT16H'];

const WORDS = {
  vi: { owes: 'Đơn vị thực hiện', clause: 'Căn cứ', overdue: 'Quá hạn', paused: 'Tạm dừng' },
  en: { owes: 'Owed by', clause: 'Basis', overdue: 'Overdue', paused: 'Paused' },
} as const;

/**
 * Deadlines as an iCalendar stream (RFC 5545): one all-day entry each, which takes nobody's time, with two alarms while it is open.
 * UIDs follow the deadline's id and nothing else.
 */
export function icsOf(deadlines: readonly Deadline[], options: IcsOptions): string {
  const { language, name } = options;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Khien//Deadlines//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    ...deadlines.flatMap((deadline) => entryOf(deadline, options)),
    'END:VCALENDAR',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}

function entryOf(deadline: Deadline, { language, url, at }: IcsOptions): string[] {
  const { id, dueOn, startedOn, title, state, href, kind } = deadline;
  const words = WORDS[language];
  const before = state === 'overdue' || state === 'paused' ? `[${words[state]}] ` : '';
  const summary = escapeText(`${before}${title[language]}`);
  return [
    'BEGIN:VEVENT',
    `UID:${createHash('sha256').update(id).digest('hex').slice(0, 40)}@khien`,
    `DTSTAMP:${at === undefined ? `${compact(startedOn ?? dueOn)}T000000Z` : stamp(at)}`,
    `DTSTART;VALUE=DATE:${compact(dueOn)}`,
    `DTEND;VALUE=DATE:${compact(addDays(dueOn, 1))}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escapeText(descriptionOf(deadline, language))}`,
    `CATEGORIES:${kind.toUpperCase()}`,
    ...(href === undefined ? [] : [`URL:${addressOf(url, href)}`]),
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    ...(state === 'open' ? ALARMS.flatMap((trigger) => alarm(trigger, summary)) : []),
    'END:VEVENT',
  ];
}

const alarm = (trigger: string, summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${summary}`,
  `TRIGGER:${trigger}`,
  'END:VALARM',
];

function descriptionOf({ owes, clause, mark, note }: Deadline, language: IcsOptions['language']): string {
  const words = WORDS[language];
  const caveat = mark in MARK_CAVEATS ? (language === 'vi' ? ` (${caveatOf(mark)})` : ` (${mark})`) : '';
  return [
    ...(owes ? [`${words.owes}: ${owes[language]}`] : []),
    `${words.clause}: ${clause}${caveat}`,
    ...(note ? [note[language]] : []),
  ].join('\n');
}

const caveatOf = (mark: string): string => MARK_CAVEATS[mark as keyof typeof MARK_CAVEATS];

const compact = (day: Day): string => day.replaceAll('-', '');
const stamp = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z`;

/** What is no URI character is percent-encoded; what was encoded before stays as it is. */
const addressOf = (url: string, href: string): string =>
  encodeURI(`${url.replace(/\/+$/, '')}${href}`).replaceAll('%25', '%');
