export type { BullQueueOptions } from './bull-queue';
export type { BodySealer } from './chunk-body';
export { createBullQueue } from './load-bull-queue';
export { createLocalQueue, type LocalQueueOptions } from './local-queue';
export { type OpenQueueOptions, openQueue } from './open-queue';
