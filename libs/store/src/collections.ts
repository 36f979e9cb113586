import { type CollectionSpec, MonitorError } from '@khien/model';

const relaxed = 'relaxed' as const;
const full = 'full' as const;

/** The one table of collections: how each is kept, whichever adapter keeps it. */
export const COLLECTIONS: readonly CollectionSpec[] = [
  {
    name: 'events',
    partitioned: true,
    indexes: [['@timestamp'], ['khien.source_id', '@timestamp']],
    durability: relaxed,
  },
  // Same file as the events, so that a power cut that loses the tail loses the row that says «stored» with it.
  {
    name: 'ledger',
    partitioned: false,
    indexes: [
      // Holds all that the totals of the newest rows need: they are asked for all the time.
      ['collectorId', 'seq', 'sourceId', 'in', 'stored', 'duplicate', 'deadLettered'],
      ['sourceId', 'processedAt'],
    ],
    durability: relaxed,
    deletable: true,
  },
  { name: 'digests', partitioned: true, indexes: [['collectorId', 'seq']], durability: relaxed },
  { name: 'correlation_hits', partitioned: true, indexes: [['key', 'time']], durability: relaxed },
  // What both ends of an exchange over the bus say of it, in the partition of its event: found by message, read by source and time.
  {
    name: 'bus_halves',
    partitioned: true,
    indexes: [['key'], ['sourceId', 'time'], ['teller', 'sourceId', 'time']],
    durability: relaxed,
  },
  {
    name: 'intake',
    partitioned: false,
    indexes: [
      ['sourceId', 'minute'],
      ['collectorId', 'minute', 'sourceId', 'received', 'shed'],
    ],
    durability: relaxed,
    deletable: true,
  },
  // What ledger and intake rows were folded into before they are deleted: it exists nowhere else then.
  {
    name: 'accounts',
    partitioned: false,
    indexes: [
      ['sourceId', 'day'],
      ['sourceId', 'received', 'shed', 'in', 'stored', 'duplicate', 'deadLettered'],
    ],
    durability: full,
  },
  {
    name: 'dead_letters',
    partitioned: false,
    indexes: [
      ['sourceId', 'at'],
      ['state', 'at'],
    ],
    durability: full,
  },
  {
    name: 'alerts',
    partitioned: false,
    indexes: [['workflow.status', 'priority'], ['createdAt'], ['lastSeen'], ['updatedAt']],
    durability: full,
  },
  {
    name: 'alert_hits',
    partitioned: false,
    indexes: [['alertId'], ['recordedAt']],
    durability: full,
    deletable: true,
  },
  {
    name: 'activity',
    partitioned: false,
    indexes: [['subject.kind', 'subject.id', 'seq'], ['at'], ['actor.username', 'at']],
    durability: full,
  },
  { name: 'users', partitioned: false, indexes: [['username']], durability: full },
  { name: 'sessions', partitioned: false, indexes: [['userId']], durability: full, deletable: true },
  // Cards of the register that people changed or imported; the configuration holds the rest. `_id` `system:<id>`, `agency:<id>`.
  { name: 'register', partitioned: false, indexes: [['updatedAt']], durability: full },
  {
    name: 'dossiers',
    partitioned: false,
    indexes: [['systemId', 'determination'], ['agencyId', 'step'], ['updatedAt']],
    durability: full,
  },
  {
    name: 'dossier_acts',
    partitioned: false,
    indexes: [['dossierId', 'seq'], ['systemId', 'at'], ['at']],
    durability: full,
  },
  { name: 'dossier_sections', partitioned: false, indexes: [['dossierId']], durability: full },
  // What a dossier held at submission, opinion and approval; `_id` is its SHA-256.
  { name: 'snapshots', partitioned: false, indexes: [], durability: full },
  {
    name: 'evidence',
    partitioned: false,
    indexes: [
      ['systemId', 'fact.kind', 'collectedAt'],
      ['agencyId', 'fact.kind', 'collectedAt'],
      ['collectedAt'],
    ],
    durability: full,
  },
  { name: 'gap_plans', partitioned: false, indexes: [['systemId'], ['dueOn']], durability: full },
  // Derived: recomputed from register, dossiers, evidence and telemetry.
  {
    name: 'compliance_sheets',
    partitioned: false,
    indexes: [['agencyId'], ['computedAt']],
    durability: full,
  },
  // The control results of each sheet, apart from it: lists of systems never read them.
  { name: 'control_results', partitioned: false, indexes: [], durability: full },
  {
    name: 'status_changes',
    partitioned: false,
    indexes: [['systemId', 'at'], ['agencyId', 'at'], ['at']],
    durability: full,
  },
  {
    name: 'system_days',
    partitioned: false,
    indexes: [['systemId', 'day'], ['day']],
    durability: full,
    deletable: true,
  },
  {
    name: 'reminders',
    partitioned: false,
    indexes: [['at'], ['agencyId', 'at'], ['deadlineId']],
    durability: full,
  },
  // Answers of calls with an Idempotency-Key, for a day.
  { name: 'idempotency', partitioned: false, indexes: [['expiresAt']], durability: full, deletable: true },
  // Signed files by their SHA-256, in pieces.
  { name: 'files', partitioned: false, indexes: [['sha256', 'part']], durability: full },
  { name: 'calendar_feeds', partitioned: false, indexes: [['userId'], ['tokenHash']], durability: full },
  { name: 'baselines', partitioned: false, indexes: [], durability: full },
  { name: 'state', partitioned: false, indexes: [], durability: full, deletable: true },
];

/** Looks a collection up by name; asking for one that is not in the table is a bug of the caller. */
export function collectionLookup(specs: readonly CollectionSpec[]): (name: string) => CollectionSpec {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  return (name) => {
    const spec = byName.get(name);
    if (spec === undefined) throw new MonitorError('internal', `store: no collection ${name}`);
    return spec;
  };
}
