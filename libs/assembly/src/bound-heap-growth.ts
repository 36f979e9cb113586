import { setFlagsFromString } from 'node:v8';

/** The heap is collected when it is twice as large as what was left the last time. */
const GROWING_PERCENT = 100;

/**
 * On a machine with much memory V8 lets the heap grow to four times what is in use before it collects: measured under full load, 65 MB in use stood
 * in a process of 440 MB. With this it is 320 MB, for some 3 % more time in the collector. Unlike a limit on the heap it ends no process that needs more.
 */
export function boundHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}
