import { readdir, readFile, readlink } from 'node:fs/promises';

/** Datagrams the kernel threw away since the socket on this port was opened, for sockets of this process; `undefined` where that cannot be known. */
export async function kernelDrops(port: number): Promise<number | undefined> {
  const inodes = await ownSockets();
  if (!inodes) return undefined;
  const tables = await Promise.all(
    ['/proc/net/udp', '/proc/net/udp6'].map((path) => readFile(path, 'latin1').catch(() => '')),
  );
  const drops = tables.flatMap((table) => dropsIn(table, port, inodes));
  return drops.length === 0 ? undefined : drops.reduce((sum, count) => sum + count, 0);
}

/** `sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode ref pointer drops`, the port in hex. */
export function dropsIn(table: string, port: number, inodes: ReadonlySet<string>): number[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(suffix) && inodes.has(columns[9] ?? ''))
    .map((columns) => Number(columns[12] ?? 0));
}

async function ownSockets(): Promise<Set<string> | undefined> {
  const fds = await readdir('/proc/self/fd').catch(() => undefined);
  if (!fds) return undefined;
  const links = await Promise.all(fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** Datagrams that found a full buffer on the whole machine (`RcvbufErrors`, IPv4 and IPv6): what is left where sockets do not tell. */
export async function machineDrops(): Promise<number | undefined> {
  const [four, six] = await Promise.all(
    ['/proc/net/snmp', '/proc/net/snmp6'].map((path) => readFile(path, 'latin1').catch(() => '')),
  );
  const found = [snmpDrops(four ?? ''), snmp6Drops(six ?? '')].filter((count) => count !== undefined);
  return found.length === 0 ? undefined : found.reduce((sum, count) => sum + count, 0);
}

/** `Udp:` twice: a row of names and a row of values. */
export function snmpDrops(table: string): number | undefined {
  const [names, values] = table
    .split('\n')
    .filter((line) => line.startsWith('Udp: '))
    .map((line) => line.split(' '));
  const value = values?.[names?.indexOf('RcvbufErrors') ?? -1];
  return value === undefined ? undefined : Number(value);
}

export function snmp6Drops(table: string): number | undefined {
  const value = /^Udp6RcvbufErrors\s+(\d+)/m.exec(table)?.[1];
  return value === undefined ? undefined : Number(value);
}
