import type { BulkItem } from './bulk-body';

/** Shippers refuse a server that is older than they are; this is the last of the line that all of them still speak. */
const VERSION = '8.19.0';
const CLUSTER_UUID = 'a2hpZW4tbm90LWEtY2x1c3Rlcg';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface ElasticAnswer {
  status: number;
  body: Json;
}

const ACKNOWLEDGED = { acknowledged: true };
const INFO: Json = {
  name: 'khien',
  cluster_name: 'khien',
  cluster_uuid: CLUSTER_UUID,
  version: {
    number: VERSION,
    build_flavor: 'default',
    build_type: 'tar',
    build_hash: '0000000000000000000000000000000000000000',
    build_date: '2026-01-01T00:00:00.000Z',
    build_snapshot: false,
    lucene_version: '9.12.2',
    minimum_wire_compatibility_version: '7.17.0',
    minimum_index_compatibility_version: '7.0.0',
  },
  tagline: 'You Know, for Search',
};
const LICENSE: Json = {
  license: { status: 'active', uid: CLUSTER_UUID, type: 'basic', issued_to: 'khien', issuer: 'khien' },
};

/** Beats that are told to use ILM go on only where it is there. */
const FEATURES: Json = { ilm: { available: true, enabled: true } };
/** What pipelines of Filebeat's modules need; they are acknowledged and never run: the line is kept as it was read. */
const INGEST: Json = {
  cluster_name: 'khien',
  nodes: {
    [CLUSTER_UUID]: { name: 'khien', ingest: { processors: [{ type: 'geoip' }, { type: 'user_agent' }] } },
  },
};

interface Call {
  path: RegExp;
  get: (name: string) => ElasticAnswer;
  put?: (name: string) => ElasticAnswer;
}
const ok = (body: Json): ElasticAnswer => ({ status: 200, body });
const acknowledged = (): ElasticAnswer => ok(ACKNOWLEDGED);
const none = (name: string): ElasticAnswer =>
  elasticError(404, 'resource_not_found_exception', `[${name}] not found`);

/** What shippers ask before they send. Nothing is kept of it: a template that is put is acknowledged and has no meaning here. */
const CALLS: readonly Call[] = [
  { path: /^\/?$/, get: () => ok(INFO) },
  { path: /^\/_license$/, get: () => ok(LICENSE) },
  {
    path: /^\/_xpack$/,
    get: () => ok({ ...(LICENSE as object), features: FEATURES, tagline: 'You know, for X' }),
  },
  {
    path: /^\/_cluster\/health(?:\/[^/]+)?$/,
    get: () => ok({ cluster_name: 'khien', status: 'green', timed_out: false }),
  },
  { path: /^\/_nodes\/ingest$/, get: () => ok(INGEST) },
  { path: /^\/_ilm\/policy\/([^/]+)$/, get: none, put: acknowledged },
  { path: /^\/_(?:index_template|component_template|template)\/([^/]+)$/, get: none, put: acknowledged },
  { path: /^\/_ingest\/pipeline\/([^/]+)$/, get: none, put: acknowledged },
  {
    path: /^\/_data_stream\/([^/]+)$/,
    get: (name) => ok({ data_streams: [{ name, status: 'GREEN' }] }),
    put: acknowledged,
  },
  { path: /^(?:\/[^/_][^/]*)?\/_alias(?:\/([^/]+))?$/, get: () => ok({}), put: acknowledged },
  {
    path: /^\/([^/_][^/]*)$/,
    get: () => ok({}),
    put: (index) => ok({ ...ACKNOWLEDGED, shards_acknowledged: true, index }),
  },
];

/** The answer to any call but `_bulk`; undefined for what no shipper needs. */
export function answerCall(method: string, path: string): ElasticAnswer | undefined {
  for (const call of CALLS) {
    const found = call.path.exec(path);
    if (!found) continue;
    const name = decodedName(found[1] ?? '');
    if (method === 'GET' || method === 'HEAD') return call.get(name);
    if (method === 'PUT') return call.put?.(name);
  }
  return undefined;
}

/** A name in a path; index names of date arithmetic hold encoded slashes, so the path as a whole cannot be decoded before. */
export function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export function elasticError(status: number, type: string, reason: string): ElasticAnswer {
  const cause = { type, reason };
  return { status, body: { error: { root_cause: [cause], ...cause }, status } };
}

/** One item for each action, in order. What was stored before is `created` again: a sender must not try for ever what is there already. */
export function bulkAnswer(items: readonly BulkItem[], tookMs: number): Json {
  return {
    took: tookMs,
    errors: items.some(({ refused }) => refused !== undefined),
    items: items.map((item) => ({ [item.action]: resultOf(item) })),
  };
}

function resultOf({ index, id, refused }: BulkItem): Json {
  const place = { _index: index, ...(id !== '' && { _id: id }) };
  if (refused === undefined) return { ...place, _version: 1, result: 'created', status: 201 };
  return { ...place, status: 400, error: { type: 'illegal_argument_exception', reason: refused } };
}
