import { createHmac, timingSafeEqual } from 'node:crypto';
import { MonitorError, type Scalar } from '@khien/model';
import type { Plan } from './read-query';

/** Where a page ended: its last document's sort keys, and its partition's day (empty when there are none). */
export interface Position {
  keys: Scalar[];
  day: string;
}

export interface CursorSeal {
  sign(collection: string, plan: Plan, position: Position): string;
  /** MonitorError `bad_request` when it was not signed here for this collection, filter and sort. */
  read(collection: string, plan: Plan, cursor: string): Position;
}

/** Signs cursors with HMAC-SHA256 over what they belong to, so that nobody can make one that steps out of their filter. */
export function createCursorSeal(key: Buffer): CursorSeal {
  if (key.length < 16)
    throw new MonitorError('bad_configuration', 'store: the cursor key is shorter than 16 octets');
  const mac = (collection: string, plan: Plan, payload: string): string => {
    const context = JSON.stringify([collection, canonical(plan.tests), plan.sort]);
    return createHmac('sha256', key).update(`${context.length}:${context}${payload}`).digest('base64url');
  };
  return {
    sign(collection, plan, position) {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${payload}.${mac(collection, plan, payload)}`;
    },
    read(collection, plan, cursor) {
      const [payload = '', tag = ''] = typeof cursor === 'string' ? cursor.split('.') : [];
      if (!same(tag, mac(collection, plan, payload)))
        throw new MonitorError('bad_request', `${collection}: the cursor does not belong to this query`);
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Position;
    },
  };
}

/** The order in which a filter's fields are written is no part of its meaning. */
function canonical(tests: Plan['tests']): string[] {
  return tests.map((test) => JSON.stringify(test)).sort();
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
