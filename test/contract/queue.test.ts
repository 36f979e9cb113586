import { silentLogger } from '@khien/model';
import { openQueue } from '@khien/queue';
import { createSealer } from '@khien/sealing';
import { describeWith } from '../services/describe-with';
import { type RedisService, redisMissing, redisService } from '../services/redis';
import { queueContract } from './queue-contract';

describe('chunk queue contract: in-process', () => {
  queueContract(() => openQueue({ retryDelayMs: 2, log: silentLogger, now: Date.now }));
});

describeWith(redisMissing(), 'chunk queue contract: BullMQ on Redis', () => {
  let redis: RedisService;
  let queues = 0;
  beforeAll(async () => {
    redis = await redisService();
  });
  afterAll(() => redis.stop());

  queueContract(() => {
    queues += 1;
    return openQueue({
      redisUrl: redis.url,
      prefix: redis.prefix,
      name: `contract-${queues}`,
      sealer: createSealer(Buffer.alloc(32, 7)),
      retryDelayMs: 2,
      log: silentLogger,
      now: Date.now,
    });
  });
});
