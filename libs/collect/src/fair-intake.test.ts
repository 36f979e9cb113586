import { MonitorError } from '@khien/model';
import { createRecordingIntake, until } from '../test/recording-intake';
import { createFairIntake } from './fair-intake';

const record = (raw: string) => ({ receivedAt: 0, raw });
const many = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => record(`${name} ${index} ${'.'.repeat(1_000)}`));

it('lets another source through after a window of the noisy one, however much that one sends', async () => {
  const disk = createRecordingIntake({ latencyMs: 1 });
  const fair = createFairIntake(disk, 100_000);
  const flood = Array.from({ length: 50 }, (_, call) =>
    fair.accept('noisy', many(200, `call-${call}`), { kind: 'http' }),
  );
  await until(() => disk.stored.length > 0, 'the flood has begun');
  const before = disk.stored.length;
  for (let n = 0; n < 5; n++) await fair.accept('quiet', [record(`quiet ${n}`)], { kind: 'http' });
  const between = disk.stored.filter(({ sourceId }) => sourceId === 'noisy').length - before;
  // One after the other they would wait for all 10,000. A round trip of the quiet one takes a window or two of the noisy one; on a busy machine, where timers are late, some more.
  expect(between).toBeLessThan(5_000);
  expect(disk.raws('quiet')).toEqual([0, 1, 2, 3, 4].map((n) => `quiet ${n}`));
  await Promise.all(flood);
  expect(disk.raws('noisy')).toHaveLength(10_000);
});

it('keeps the order of a call, and hands on in one piece what fits', async () => {
  const disk = createRecordingIntake();
  const fair = createFairIntake(disk, 100_000);
  const records = many(500, 'a');
  await fair.accept('a', records, { kind: 'tcp' });
  expect(disk.raws()).toEqual(records.map(({ raw }) => raw));
  expect(Math.max(...disk.batches)).toBeLessThan(90);
  disk.batches.length = 0;
  await fair.accept('a', many(20, 'b'), { kind: 'tcp', repeatable: true });
  expect(disk.batches).toEqual([20]);
});

it('passes a refusal on, and goes on afterwards', async () => {
  const disk = createRecordingIntake();
  const fair = createFairIntake(disk, 10_000);
  disk.refuse(1);
  const calls = Array.from({ length: 20 }, (_, n) => fair.accept('a', many(5, String(n)), { kind: 'http' }));
  const ends = await Promise.allSettled(calls);
  const failed = ends.filter((end) => end.status === 'rejected');
  expect(failed).toHaveLength(1);
  expect(failed[0]?.reason).toBeInstanceOf(MonitorError);
  expect(disk.stored).toHaveLength(95);
});

it('writes small calls of one source together, not one after the other', async () => {
  const disk = createRecordingIntake({ latencyMs: 5 });
  let underWay = 0;
  let most = 0;
  const accept = disk.accept;
  disk.accept = async (...call) => {
    most = Math.max(most, ++underWay);
    await accept(...call);
    underWay--;
  };
  const fair = createFairIntake(disk);
  await Promise.all(Array.from({ length: 100 }, () => fair.accept('a', [record('x')], { kind: 'http' })));
  expect(most).toBe(100);
});
