export { type BullQueueOptions, createBullQueue } from './bull-queue';
export type { BodySealer } from './chunk-body';
export { createLocalQueue, type LocalQueueOptions } from './local-queue';
export { type OpenQueueOptions, openQueue } from './open-queue';
