import type { ComplianceSheet, LayerVerdict } from '@khien/model';
import { sampleSystem } from '../testing/sample-evidence';
import { provinceLayers } from './province-layers';

const sheet = (_id: string, ...verdicts: LayerVerdict[]): ComplianceSheet => ({
  ...{ _id, agencyId: 'a', computedAt: 0, on: '2026-11-20', technical: [], controls: [], changes: [] },
  layers: verdicts.map((verdict, index) => ({ layer: (index + 1) as 1, verdict, reasons: [] })),
  counts: { met: 0, partly: 0, not_met: 0, not_applicable: 0, unverifiable: 0 },
});

it('counts each layer apart: never one score, and a system without a sheet is not verified', () => {
  const systems = ['a', 'b', 'c'].map((id) => sampleSystem({ id }));
  const retired = sampleSystem({ id: 'd', stage: 'retired' });
  const layers = provinceLayers(
    [
      sheet('a', 'met', 'met', 'not_met', 'out_of_scope'),
      sheet('b', 'met', 'at_risk', 'met', 'out_of_scope'),
      sheet('d', 'not_met', 'not_met', 'not_met', 'not_met'),
      sheet('gone', 'not_met', 'not_met', 'not_met', 'not_met'),
    ],
    [...systems, retired],
  );

  expect(layers.map(({ layer, worst }) => [layer, worst])).toEqual([
    [1, 'unverifiable'],
    [2, 'unverifiable'],
    [3, 'not_met'],
    [4, 'unverifiable'],
  ]);
  expect(layers[0]?.counts).toEqual({ met: 2, at_risk: 0, not_met: 0, unverifiable: 1, out_of_scope: 0 });
  expect(layers.map(({ counts }) => Object.values(counts).reduce((sum, each) => sum + each, 0))).toEqual([
    3, 3, 3, 3,
  ]);
});

it('says nothing of a province without systems', () => {
  expect(provinceLayers([], []).map(({ worst }) => worst)).toEqual(Array(4).fill('out_of_scope'));
});
