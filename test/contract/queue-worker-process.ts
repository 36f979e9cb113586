import { silentLogger } from '@khien/model';
import { createBullQueue } from '@khien/queue';

/** Takes a chunk and never finishes it. Says `<seq> <attempt>` when it has one. */
async function main([redisUrl = '', prefix = '', name = '', lockDuration = '']: string[]): Promise<void> {
  const options = { redisUrl, prefix, name, lockDurationMs: Number(lockDuration) };
  const queue = await createBullQueue({ ...options, log: silentLogger, now: Date.now });
  await queue.consume(
    async ({ seq }, { attempt }) => {
      process.stdout.write(`${seq} ${attempt}\n`);
      await new Promise(() => {});
    },
    { concurrency: 1 },
  );
}

void main(process.argv.slice(2));
