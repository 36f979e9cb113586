import { z } from 'zod';
import { DEED_SETTINGS, judgeDeed } from './deed';
import { defineLiveTest } from './live-test';

/** Diễn tập đúng chu kỳ. */
export const drill = defineLiveTest({
  settings: z.strictObject(DEED_SETTINGS),
  judge: (context, settings) => judgeDeed(context, { kind: 'drill', settings }),
});
