import { capital } from '../format/capital';

/** The calculator's sentences sorted for a reader: those to heed, and the criteria that could not be looked at yet. */
export interface SortedWarnings {
  heed: string[];
  notYet: string[];
}

/** «Sơ bộ, chưa kết luận» is said above already; codes in front are for programs. Each sentence once. */
export function sortedWarnings(warnings: readonly string[]): SortedWarnings {
  const plain = warnings
    .filter((warning) => !warning.startsWith('Sơ bộ, chưa kết luận'))
    .map((warning) => warning.replace(/^U-[A-Z0-9-]+: /, ''));
  const each = [...new Set(plain)];
  const open = /^Chưa đủ dữ kiện để biết: /;
  return {
    heed: each.filter((warning) => !open.test(warning)),
    notYet: each.filter((warning) => open.test(warning)).map((warning) => capital(warning.replace(open, ''))),
  };
}
