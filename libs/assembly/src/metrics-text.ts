import type { SourceHealth } from '@khien/watch';

export interface ProcessFigures {
  queue: { waiting: number; active: number };
  journal?: { unreleasedBytes: number; segments: number; tornBytes: number; badFrames: number };
  /** What each receiver counted in this process: numbers, nested by what they are of. */
  receivers?: Record<string, unknown>;
  rules: number;
  /** Threat lists, when some are named. */
  threats?: { indicators: number; matched: number };
  /** What each rule did in this process since it was loaded; those that were never asked are left out. */
  ruleCounters?: ReadonlyArray<{ rule: string; evaluated: number; matched: number }>;
}

/** Prometheus text (exposition format 0.0.4): the accounting of every source, and how the process is doing. */
export function metricsText(
  sources: readonly SourceHealth[],
  { queue, journal, rules, receivers, ruleCounters, threats }: ProcessFigures,
): string {
  const lines: string[] = [];
  const metric = (
    name: string,
    help: string,
    type: 'counter' | 'gauge',
    values: Array<[labels: string, value: number]>,
  ): void => {
    lines.push(`# HELP khien_${name} ${help}`, `# TYPE khien_${name} ${type}`);
    for (const [labels, value] of values) lines.push(`khien_${name}${labels} ${value}`);
  };
  const bySource = (pick: (source: SourceHealth) => number): Array<[string, number]> =>
    sources.map((source) => [`{source="${source.sourceId}"}`, pick(source)]);
  metric(
    'records_received_total',
    'Records taken into the journal.',
    'counter',
    bySource((source) => source.totals.received),
  );
  metric(
    'records_stored_total',
    'Records that became events.',
    'counter',
    bySource((source) => source.totals.stored),
  );
  metric(
    'records_duplicate_total',
    'Records that were already stored.',
    'counter',
    bySource((source) => source.totals.duplicate),
  );
  metric(
    'records_dead_lettered_total',
    'Records that could not be read.',
    'counter',
    bySource((source) => source.totals.deadLettered),
  );
  metric(
    'records_shed_total',
    'Records refused or lost before the journal.',
    'counter',
    bySource((source) => source.totals.shed),
  );
  metric(
    'records_in_flight',
    'Records journaled and not yet processed.',
    'gauge',
    bySource((source) => source.totals.inFlight),
  );
  metric(
    'source_silent',
    '1 while a source is silent for longer than its threshold.',
    'gauge',
    bySource((source) => (source.state === 'silent' ? 1 : 0)),
  );
  metric('queue_chunks', 'Chunks in the queue.', 'gauge', [
    ['{state="waiting"}', queue.waiting],
    ['{state="active"}', queue.active],
  ]);
  if (ruleCounters) {
    const asked = ruleCounters.filter(({ evaluated }) => evaluated > 0);
    metric(
      'rule_evaluated_total',
      'Events the rule was evaluated on, after the index.',
      'counter',
      asked.map(({ rule, evaluated }) => [`{rule="${rule}"}`, evaluated]),
    );
    metric(
      'rule_matched_total',
      'Events the rule matched.',
      'counter',
      asked.map(({ rule, matched }) => [`{rule="${rule}"}`, matched]),
    );
  }
  metric('rules_in_force', 'Rules in force.', 'gauge', [['', rules]]);
  if (threats) {
    metric('threat_indicators_in_force', 'Indicators of threat lists in force.', 'gauge', [
      ['', threats.indicators],
    ]);
    metric('threat_matches_total', 'Events that matched an indicator.', 'counter', [['', threats.matched]]);
  }
  if (receivers) {
    metric('receiver', 'What each receiver counted since the process started, and has now.', 'gauge', [
      ...figuresOf(receivers),
    ]);
  }
  if (journal) {
    metric('journal_unreleased_bytes', 'Journal octets not yet processed.', 'gauge', [
      ['', journal.unreleasedBytes],
    ]);
    metric('journal_segments', 'Journal segments on disk.', 'gauge', [['', journal.segments]]);
    metric('journal_torn_bytes_total', 'Octets cut off at the last start.', 'counter', [
      ['', journal.tornBytes],
    ]);
    metric('journal_bad_frames_total', 'Damaged frames found at the last start.', 'counter', [
      ['', journal.badFrames],
    ]);
  }
  metric('process_resident_memory_bytes', 'Resident memory.', 'gauge', [['', process.memoryUsage.rss()]]);
  return `${lines.join('\n')}\n`;
}

function* figuresOf(receivers: Record<string, unknown>): Iterable<[labels: string, value: number]> {
  for (const [receiver, figures] of Object.entries(receivers))
    for (const [figure, value] of numbersIn(figures))
      yield [`{receiver="${receiver}",figure="${figure}"}`, value];
}

function* numbersIn(value: unknown, name = ''): Iterable<[name: string, value: number]> {
  if (typeof value === 'number') yield [name, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* numbersIn(inner, name === '' ? key : `${name}_${key}`);
}
