import type { EventDraft } from '@khien/model';
import Bowser from 'bowser';

export type UserAgent = NonNullable<EventDraft['user_agent']>;
type Parsed = Omit<UserAgent, 'original'>;

const MAX_CACHED = 5_000;
/** What is longer is an attack, and is kept as it is. */
const MAX_LENGTH = 1_000;
const MAX_WORD = 100;

/** Name, version, system and kind of device that a user agent states; the same text is read once. */
export function createUserAgentParser(): (original: string) => Parsed {
  const cache = new Map<string, Parsed>();
  return function parse(original) {
    const known = cache.get(original);
    if (known) return known;
    const parsed = original.length > MAX_LENGTH ? {} : read(original);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(original, parsed);
    return parsed;
  };
}

function read(original: string): Parsed {
  const tool = TOOL.exec(original);
  if (tool) return { name: tool[1] ?? '', ...(tool[2] && { version: tool[2] }), device: { name: 'tool' } };
  const { browser, os, platform } = parsed(original);
  const name = word(browser.name);
  const version = word(browser.version);
  const system = word(os.name);
  const systemVersion = word(os.version);
  const device = word(platform.model) ?? word(platform.type);
  return {
    ...(name !== undefined && { name }),
    ...(version !== undefined && { version }),
    ...(system !== undefined && {
      os: { name: system, ...(systemVersion !== undefined && { version: systemVersion }) },
    }),
    ...(device !== undefined && { device: { name: device } }),
  };
}

/** Scripts and scanners name themselves and nothing else: `curl/8.5.0`, `python-requests/2.31`. */
const TOOL = /^((?!Mozilla|Opera)[A-Za-z][\w.-]{1,60})(?:\/([\w.-]{1,40}))?(?: \([^)]{0,100}\))?$/;

function parsed(original: string): ReturnType<typeof Bowser.parse> {
  try {
    return Bowser.parse(original);
  } catch {
    return { browser: {}, os: {}, platform: {}, engine: {} };
  }
}

function word(value: string | undefined): string | undefined {
  return value ? value.slice(0, MAX_WORD) : undefined;
}
