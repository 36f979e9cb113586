import { openContext, startMonitor, untilSignalled } from '@khien/assembly';
import { readSettings } from '@khien/settings';
import { type Command, optionsOf } from '../usage';

const usage = 'start [--data DIR] [--port N] [--host H] [--sample | --no-sample]';

export const start: Command = {
  usage,
  does: 'the whole monitor in one process; prints the address of the console and, at first run, a one-time set-up secret',
  async run(argv) {
    optionsOf(argv, usage, {
      data: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      config: { type: 'string' },
      'log-level': { type: 'string' },
      sample: { type: 'boolean' },
      'no-sample': { type: 'boolean' },
    });
    const context = await openContext(readSettings(process.env, argv), 'monitor');
    const monitor = await startMonitor(context);
    const stopped = untilSignalled();
    process.stdout.write(
      welcome(monitor.api.url, monitor.setupSecret, context.settings.dataDir, context.sample),
    );
    process.on('SIGHUP', () => context.reload());
    const signal = await stopped;
    context.log.info('stopping', { signal });
    await monitor.stop();
    process.stdout.write(
      'Đã dừng; lần chạy sau tiếp tục từ chỗ này. · Stopped; the next start resumes from here.\n',
    );
    return 0;
  },
};

function welcome(url: string, secret: string | undefined, dataDir: string, sample: boolean): string {
  const lines = ['', `  Khiên đang chạy · is running:  ${url}`];
  if (secret !== undefined) {
    lines.push(
      `  Mã thiết lập dùng một lần · one-time set-up secret:  ${secret}`,
      `  Mở · open:  ${url}/setup`,
    );
  }
  lines.push(`  Dữ liệu · data:  ${dataDir}`);
  if (sample)
    lines.push(
      '  Tỉnh mẫu Hải Vân (hư cấu) đang gửi nhật ký · the fictional sample province is sending logs',
    );
  lines.push('  Dừng bằng Ctrl-C · stop with Ctrl-C', '', '');
  return lines.join('\n');
}
