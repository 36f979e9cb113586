import { capital } from '../format/capital';

/** The calculator's sentences sorted for a reader: those to heed, and the criteria that could not be looked at yet. */
export interface SortedWarnings {
  heed: string[];
  notYet: string[];
}

/** In either language. «Sơ bộ, chưa kết luận» is said above already; codes in front are for programs. Each sentence once. */
export function sortedWarnings(warnings: readonly string[]): SortedWarnings {
  const plain = warnings
    .filter((warning) => !/^(?:Sơ bộ, chưa kết luận|Preliminary, not concluded)/.test(warning))
    .map((warning) => warning.replace(/^U-[A-Z0-9-]+: /, ''));
  const each = [...new Set(plain)];
  const open = /^(?:Chưa đủ dữ kiện để biết|Not known yet): /;
  return {
    heed: each.filter((warning) => !open.test(warning)),
    notYet: each.filter((warning) => open.test(warning)).map((warning) => capital(warning.replace(open, ''))),
  };
}
