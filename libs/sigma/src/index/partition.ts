import type { EventView } from '../event/event-view';
import { AnchoredTable } from './anchored-table';
import { GramTable } from './gram-table';
import type { CandidateSink, Pattern } from './posting-table';
import type { Witness } from './witness';

/** A rule's position in the set and its witnesses (null: always a candidate). */
export interface IndexedRule {
  position: number;
  witnesses: Witness[] | null;
}

interface FieldIndex {
  slot: number;
  exact: AnchoredTable | null;
  prefix: AnchoredTable | null;
  suffix: AnchoredTable | null;
  contains: GramTable | null;
  /** Rules that need no more than the field to be there. */
  present: Int32Array;
}

/** The index of the rules that one kind of event can match. */
export class Partition {
  private readonly fields: FieldIndex[] = [];
  /** Fields found by walking the event's own keys instead of asking for each; null when asking is cheaper. */
  private readonly byKey: Map<string, FieldIndex> | null;
  private readonly keywords: GramTable | null;
  private readonly always: Int32Array;

  constructor(
    readonly rules: readonly IndexedRule[],
    slotOf: (field: string) => number,
  ) {
    this.always = Int32Array.from(
      rules.filter(({ witnesses }) => !witnesses).map(({ position }) => position),
    );
    const byField = new Map<string | null, Map<string, Pattern>>();
    for (const { position, witnesses } of rules) {
      for (const witness of witnesses ?? []) file(byField, witness, position);
    }
    this.keywords = tableFor(byField.get(null), 'contains', (patterns) => new GramTable(patterns));
    const byKey = new Map<string, FieldIndex>();
    for (const [field, patterns] of byField) {
      if (field === null) continue;
      const index = fieldIndex(slotOf(field), patterns);
      if (field.includes('.')) this.fields.push(index);
      else byKey.set(field, index);
    }
    this.byKey = byKey.size > WALK_FROM ? byKey : null;
    if (!this.byKey) this.fields.push(...byKey.values());
  }

  /** Marks every rule that may match the event in the view. */
  candidates(view: EventView, sink: CandidateSink): void {
    sink.mark(this.always, 0, this.always.length);
    for (const field of this.fields) scanField(field, view, sink);
    if (this.byKey) this.walk(this.byKey, view, sink);
    if (!this.keywords) return;
    this.keywords.scan(view.allTexts().joined(), sink);
  }

  private walk(byKey: Map<string, FieldIndex>, view: EventView, sink: CandidateSink): void {
    for (const key of view.keys()) {
      const field = byKey.get(key);
      if (field) scanField(field, view, sink);
    }
  }
}

/** With more top-level fields than this, an event's keys are fewer than the fields that rules name. */
const WALK_FROM = 48;

function file(byField: Map<string | null, Map<string, Pattern>>, witness: Witness, position: number): void {
  let patterns = byField.get(witness.field);
  if (!patterns) {
    patterns = new Map();
    byField.set(witness.field, patterns);
  }
  const key = `${witness.kind} ${witness.text}`;
  const known = patterns.get(key);
  if (!known) patterns.set(key, { text: witness.text, rules: [position] });
  else if (known.rules.at(-1) !== position) known.rules.push(position);
}

function tableFor<Table>(
  patterns: Map<string, Pattern> | undefined,
  kind: Witness['kind'],
  build: (patterns: Pattern[]) => Table,
): Table | null {
  const own: Pattern[] = [];
  for (const [key, pattern] of patterns ?? []) if (key.startsWith(`${kind} `)) own.push(pattern);
  return own.length > 0 ? build(own) : null;
}

function fieldIndex(slot: number, patterns: Map<string, Pattern>): FieldIndex {
  return {
    slot,
    exact: tableFor(patterns, 'exact', (own) => new AnchoredTable(own, 'exact')),
    prefix: tableFor(patterns, 'prefix', (own) => new AnchoredTable(own, 'prefix')),
    suffix: tableFor(patterns, 'suffix', (own) => new AnchoredTable(own, 'suffix')),
    contains: tableFor(patterns, 'contains', (own) => new GramTable(own)),
    present: Int32Array.from(patterns.get('present ')?.rules ?? []),
  };
}

function scanField(field: FieldIndex, view: EventView, sink: CandidateSink): void {
  if (view.raw(field.slot) === undefined) return;
  sink.mark(field.present, 0, field.present.length);
  const text = view.folded(field.slot);
  if (typeof text === 'string') scanText(field, text, sink);
  else if (text) for (const one of text) scanText(field, one, sink);
}

function scanText(field: FieldIndex, text: string, sink: CandidateSink): void {
  field.exact?.scan(text, sink);
  field.prefix?.scan(text, sink);
  field.suffix?.scan(text, sink);
  field.contains?.scan(text, sink);
}
