import { basename } from 'node:path';
import { compileThreatTable, type Indicator, parseThreatList, type ThreatTable } from '@khien/enrich';
import type { Logger } from '@khien/model';
import { loadThreatLists } from '@khien/settings';

export interface ThreatBook {
  /** The indicators in force; undefined while no list is named. */
  current(): ThreatTable | undefined;
  /** Indicators in force, and events that matched one since the start; undefined while no list is named. */
  figures(): { indicators: number; matched: number } | undefined;
  /** Reads all lists again. When any of them cannot be used, nothing changes. */
  reload(): void;
}

/** Lists of indicators, read at start and on demand. At start usable lists are in force and every other one is told; a reload is all or nothing. */
export function openThreatBook({ paths, log }: { paths: readonly string[]; log: Logger }): ThreatBook {
  if (paths.length === 0)
    return { current: () => undefined, figures: () => undefined, reload: () => undefined };
  let lists = read(paths);
  let before = 0;
  tell('threat list not in force', lists.problems);
  log.info('threat lists in force', figuresOf(lists));

  function tell(message: string, problems: ReadonlyArray<{ file: string; reason: string }>): void {
    for (const { file, reason } of problems) log.error(message, { file, problem: reason });
  }

  return {
    current: () => lists.table,
    figures: () => ({ indicators: lists.table.size, matched: before + lists.table.matched() }),
    reload() {
      const fresh = read(paths);
      tell('threat lists not reloaded, the ones before stay in force', fresh.problems);
      if (fresh.problems.length > 0) return;
      before += lists.table.matched();
      lists = fresh;
      log.info('threat lists reloaded', figuresOf(lists));
    },
  };
}

interface Lists {
  table: ThreatTable;
  files: number;
  skipped: number;
  problems: Array<{ file: string; reason: string }>;
}

function read(paths: readonly string[]): Lists {
  const { files, problems: unread } = loadThreatLists(paths);
  const problems = unread.map(({ file, message }) => ({ file, reason: message }));
  const indicators: Indicator[] = [];
  let skipped = 0;
  for (const { file, text } of files) {
    const answer = parseThreatList({ name: basename(file), text });
    if (!answer.ok) {
      problems.push({ file, reason: answer.reason });
      continue;
    }
    skipped += answer.skipped;
    for (const indicator of answer.indicators) indicators.push(indicator);
  }
  return { table: compileThreatTable(indicators), files: files.length, skipped, problems };
}

function figuresOf({ table, files, skipped }: Lists): Record<string, number> {
  return { indicators: table.size, files, skipped };
}
