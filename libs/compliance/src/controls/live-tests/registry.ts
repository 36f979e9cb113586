import type { LiveTest } from './live-test';

/** Every kind of live test by its name in the data. A new one is one file and one line here. */
export const LIVE_TESTS: ReadonlyMap<string, LiveTest> = new Map(Object.entries({}));
