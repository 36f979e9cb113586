import { type Context, createRecorder, openContext, openOffice } from '@khien/assembly';
import type { Office } from '@khien/office';
import { readSettings } from '@khien/settings';
import { settingsArguments } from './usage';

/** Who a command line acts as. */
export const CLI = {
  actor: { userId: 'cli', username: 'cli', role: 'cli' as const },
  from: { ip: '127.0.0.1' },
};

/** Opens the store and the office beside a running monitor or without one, does something, and closes both. */
export async function withOffice<T>(
  values: { data?: string | undefined },
  work: (office: Office, context: Context) => Promise<T>,
): Promise<T> {
  const context = await openContext(
    readSettings(process.env, [...settingsArguments(values), '--log-level', 'error']),
    'cli',
  );
  const recorder = createRecorder(context);
  try {
    return await work(openOffice(context, recorder), context);
  } finally {
    await recorder.close();
    await context.store.close();
  }
}
