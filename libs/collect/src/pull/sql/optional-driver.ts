import { MonitorError } from '@khien/model';

/** A driver that is not shipped, from where the operator installed it. `bad_configuration` says how, when it is not there. */
export async function optionalDriver(name: 'mssql' | 'oracledb'): Promise<unknown> {
  try {
    const loaded: unknown = await import(name);
    return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded;
  } catch (cause) {
    throw new MonitorError(
      'bad_configuration',
      `the driver "${name}" is not installed; run npm install ${name} in the folder of Khiên`,
      { cause },
    );
  }
}

/** What drivers give as JavaScript values, as JSON text. */
export function valueJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Buffer.isBuffer(value)) return JSON.stringify(value.toString('base64'));
  if (typeof value === 'bigint') return JSON.stringify(String(value));
  return JSON.stringify(value) ?? 'null';
}
