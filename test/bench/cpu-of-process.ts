import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, whatever the machine (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

/** CPU seconds a process has used since its start, user and system; undefined where there is no /proc. */
export function cpuOfProcess(pid: number): number | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in brackets may hold spaces: fields are counted after it (proc(5): utime and stime are the 14th and 15th).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
