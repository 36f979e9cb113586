import type { StatusChange } from '@khien/model';
import { ComplianceSheet, StatusChange as StatusChangeSchema } from '@khien/model';
import {
  antiMalware,
  assessed,
  designated,
  evidence,
  linked,
  monitored,
  NOW,
  ON,
  sampleSystem,
  telemetry,
} from '../testing/sample-evidence';
import { shippedControls } from '../testing/shipped-controls';
import { shippedLaw } from '../testing/shipped-law';
import { compareSheets } from './compare-sheets';
import { computeSheet } from './compute-sheet';
import type { SheetInput } from './sheet-input';

const { law } = shippedLaw();
const { catalogue } = shippedControls();
const held = [designated(), monitored(), assessed(), linked(), antiMalware()].map((fact) => evidence(fact));

const sheet = (over: Partial<SheetInput> = {}) =>
  computeSheet({
    system: sampleSystem(),
    catalogue,
    law,
    evidence: held,
    telemetry: telemetry(),
    on: ON,
    now: NOW,
    ...over,
  });

describe('a sheet', () => {
  it('is of the form of the model: every control of the level counted once, four layers', () => {
    const { controls, counts, layers, level, ...rest } = sheet();

    expect(ComplianceSheet.safeParse({ controls, counts, layers, level, ...rest }).error).toBeUndefined();
    expect(controls.length).toBeGreaterThan(100);
    expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(controls.length);
    expect(layers.map(({ verdict }) => verdict)).toEqual(['met', 'met', 'met', 'met']);
    expect([level, rest.on, rest.computedAt]).toEqual([3, ON, NOW]);
  });

  it('is the same for the same input', () => {
    expect(sheet()).toEqual(sheet());
  });

  it('names no control without a level, and judges the layers all the same', () => {
    const unlevelled = sheet({ system: { ...sampleSystem(), level: undefined } });

    expect(unlevelled.level).toBeUndefined();
    expect(unlevelled.controls).toEqual([]);
    expect(unlevelled.layers[2]?.verdict).toBe('unverifiable');
    expect(ComplianceSheet.safeParse(unlevelled).success).toBe(true);
  });

  it('takes the level in force before that of the card', () => {
    expect(sheet({ level: 1 }).controls.length).toBeLessThan(sheet({ level: 4 }).controls.length);
  });

  it('carries material changes', () => {
    const system = sampleSystem({ level: 2, subjects: { basic: 150_000 } });
    expect(sheet({ system }).changes.map(({ kind }) => kind)).toEqual(['subjects_threshold']);
  });
});

describe('what changed between two sheets', () => {
  const later = { now: NOW + 1000 };
  const none = (kind: string) => held.filter(({ fact }) => fact.kind !== kind);

  it('is nothing at first, and nothing where nothing changed', () => {
    expect(compareSheets(undefined, sheet())).toEqual([]);
    expect(compareSheets(sheet(), sheet(later))).toEqual([]);
  });

  it('is a layer that fell, with the reasons that made it so', () => {
    const changes = compareSheets(sheet(), sheet({ ...later, evidence: none('assessment') }));
    const layer = changes.find(({ subject }) => subject === 'layer:3');

    expect(layer).toMatchObject({
      from: 'met',
      to: 'not_met',
      worse: true,
      at: NOW + 1000,
      systemId: 'mot-cua',
    });
    expect(layer?._id).toBe(`mot-cua|layer:3|${String(NOW + 1000).padStart(15, '0')}`);
    expect(layer?.reasons.map(({ vi }) => vi)).toContain('Chưa có kết quả kiểm tra, đánh giá nào.');
    expect(changes.map((change) => StatusChangeSchema.safeParse(change).success)).not.toContain(false);
    expect(new Set(changes.map(({ _id }) => _id)).size).toBe(changes.length);
  });

  it('is not worse the other way round', () => {
    const changes = compareSheets(sheet({ evidence: none('assessment') }), sheet(later));
    expect(changes.find(({ subject }) => subject === 'layer:3')).toMatchObject({
      from: 'not_met',
      to: 'met',
      worse: false,
    });
  });

  const VERDICTS = ['met', 'at_risk', 'unverifiable', 'not_met', 'out_of_scope'] as const;
  const STATUSES = ['met', 'partly', 'unverifiable', 'not_met', 'not_applicable'] as const;
  const base = sheet();
  const withLayer = (verdict: (typeof VERDICTS)[number]): ComplianceSheet => {
    return {
      ...base,
      controls: [],
      layers: base.layers.map((layer) => (layer.layer === 1 ? { ...layer, verdict } : layer)),
    };
  };
  const withControl = (status: (typeof STATUSES)[number]): ComplianceSheet => ({
    ...base,
    controls: [{ controlId: 'a', status, basis: 'none', reasons: [], evidence: [] }],
  });
  const worse = (changes: StatusChange[]): boolean | undefined => changes[0]?.worse;

  it.each(VERDICTS.flatMap((from) => VERDICTS.map((to) => ({ from, to }))))(
    'a layer from $from to $to',
    ({ from, to }) => {
      const rank = { met: 0, out_of_scope: 0, at_risk: 1, unverifiable: 2, not_met: 3 };
      expect(worse(compareSheets(withLayer(from), withLayer(to)))).toBe(
        from === to ? undefined : rank[to] > rank[from],
      );
    },
  );

  it.each(STATUSES.flatMap((from) => STATUSES.map((to) => ({ from, to }))))(
    'a control from $from to $to',
    ({ from, to }) => {
      const rank = { met: 0, not_applicable: 0, partly: 1, unverifiable: 2, not_met: 3 };
      expect(worse(compareSheets(withControl(from), withControl(to)))).toBe(
        from === to ? undefined : rank[to] > rank[from],
      );
    },
  );

  it('leaves out controls that came or went with the level', () => {
    const changes = compareSheets(sheet({ level: 1 }), sheet({ ...later, level: 4 }));
    const before = new Set(sheet({ level: 1 }).controls.map(({ controlId }) => `control:${controlId}`));
    expect(changes.filter(({ subject }) => subject.startsWith('control:') && !before.has(subject))).toEqual(
      [],
    );
  });
});
