import { silentLogger } from '@khien/model';
import { createLocalQueue } from '@khien/queue';
import { queueContract } from './queue-contract';

describe('chunk queue contract: in-process', () => {
  queueContract(async () => createLocalQueue({ maxWaiting: 64, retryDelayMs: 2, log: silentLogger }));
});
