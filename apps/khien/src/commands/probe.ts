import { type Command, optionsOf, printLine } from '../usage';

const usage = 'probe [--host H] [--port N] [--path /health/ready] [--https]';

export const probe: Command = {
  usage,
  does: 'asks a running Khiên for its health; exit status 1 when it does not answer below 500 (for container health checks)',
  async run(argv) {
    const { values } = optionsOf(argv, usage, {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '8080' },
      path: { type: 'string', default: '/' },
      https: { type: 'boolean' },
    });
    const url = `${values.https ? 'https' : 'http'}://${values.host}:${values.port}${values.path}`;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(4000), redirect: 'manual' });
      await printLine({ url, status: response.status });
      return response.status < 500 ? 0 : 1;
    } catch (error) {
      await printLine({ url, error: error instanceof Error ? error.message : String(error) });
      return 1;
    }
  },
};
