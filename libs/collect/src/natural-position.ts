import { createHash } from 'node:crypto';

/** What tells a record of an agent from every other one of its agent: where it stood in which file of which machine. */
interface AgentRecord {
  host?: { name?: unknown };
  log?: {
    offset?: unknown;
    file?: { path?: unknown; inode?: unknown; device_id?: unknown; fingerprint?: unknown };
  };
  message?: unknown;
}

const OFFSET = Buffer.from('"offset"');

/**
 * A position for a record that an Elastic agent (Beats) read from a file: SHA-256 over host, file, octet offset and message, so that
 * a batch sent again is the same records again. Undefined for anything else: equal lines without an offset are different events.
 */
export function agentPosition(octets: Buffer): string | undefined {
  if (!octets.includes(OFFSET)) return undefined;
  const record = agentRecordOf(octets);
  const offset = record?.log?.offset;
  if (!record || typeof offset !== 'number') return undefined;
  const { path, inode, device_id, fingerprint } = record.log?.file ?? {};
  if (typeof path !== 'string') return undefined;
  return `agent:${digestOf([record.host?.name, path, inode, device_id, fingerprint, offset, record.message])}`;
}

/** Length-prefixed, so that no two lists of parts collide. */
export function digestOf(parts: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const text = part === undefined ? '' : typeof part === 'string' ? part : JSON.stringify(part);
    hash.update(`${Buffer.byteLength(text)}:`).update(text);
  }
  return hash.digest('hex').slice(0, 40);
}

function agentRecordOf(octets: Buffer): AgentRecord | undefined {
  try {
    const value: unknown = JSON.parse(octets.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as AgentRecord) : undefined;
  } catch {
    return undefined;
  }
}
