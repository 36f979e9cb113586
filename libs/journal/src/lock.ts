import { MonitorError } from '@khien/model';
import type { Files } from './files';

/** A process by number and by when it started, because numbers come again (in a container the same one at every start). */
interface Owner {
  pid: number;
  started: string;
}

/** Marks the directory as written by this process. MonitorError `conflict` while another living process writes it. */
export async function takeLock(files: Files, path: string, directory: string): Promise<void> {
  const owner = parseOwner(await files.readText(path));
  if (owner && owner.pid !== process.pid && (await isAlive(files, owner))) {
    throw new MonitorError('conflict', `journal ${directory} is in use by process ${owner.pid}`);
  }
  const own: Owner = { pid: process.pid, started: await startOf(files, process.pid) };
  await files.replace(path, JSON.stringify(own));
}

function parseOwner(text: string | undefined): Owner | undefined {
  try {
    const owner = JSON.parse(text ?? 'null') as Owner | null;
    return owner && Number.isSafeInteger(owner.pid) && owner.pid > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

async function isAlive(files: Files, owner: Owner): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await startOf(files, owner.pid)) === owner.started;
}

/** Start time in clock ticks since boot (Linux, proc_pid_stat(5) field 22); empty elsewhere. */
async function startOf(files: Files, pid: number): Promise<string> {
  const stat = await files.readText(`/proc/${pid}/stat`).catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
