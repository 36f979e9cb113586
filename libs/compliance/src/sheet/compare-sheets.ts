import type { Bilingual, ComplianceSheet, ControlStatus, LayerVerdict, StatusChange } from '@khien/model';
import { worstVerdict } from '../layers/layer-order';

/** From good to bad. What cannot be verified is worse than what is met, and than what is only partly so; a known gap is the worst. */
const STATUS_RANK: Record<ControlStatus, number> = {
  met: 0,
  not_applicable: 0,
  partly: 1,
  unverifiable: 2,
  not_met: 3,
};
const VERDICT_RANK: Record<LayerVerdict, number> = {
  met: 0,
  out_of_scope: 0,
  at_risk: 1,
  unverifiable: 2,
  not_met: 3,
};
const MOST_REASONS = 5;

type Standing = Pick<ComplianceSheet, '_id' | 'agencyId' | 'layers' | 'controls'>;

/**
 * What changed from one sheet of a system to the next: layers (`layer:1`…) and controls (`control:<id>`), at the later sheet's moment.
 * A first sheet changes nothing, and neither does a control that a sheet has not: it came or went with the level or the catalogue.
 */
export function compareSheets(before: Standing | undefined, after: ComplianceSheet): StatusChange[] {
  if (!before) return [];
  const changeOf = (
    change: Pick<StatusChange, 'subject' | 'from' | 'to' | 'worse' | 'reasons'>,
  ): StatusChange => ({
    _id: `${after._id}|${change.subject}|${String(after.computedAt).padStart(15, '0')}`,
    systemId: after._id,
    agencyId: after.agencyId,
    at: after.computedAt,
    ...change,
    reasons: change.reasons.slice(0, MOST_REASONS),
  });
  const layers = after.layers.flatMap((layer) => {
    const from = before.layers.find((each) => each.layer === layer.layer)?.verdict;
    if (from === undefined || from === layer.verdict) return [];
    return changeOf({
      ...{ subject: `layer:${layer.layer}`, from, to: layer.verdict },
      worse: VERDICT_RANK[layer.verdict] > VERDICT_RANK[from],
      reasons: deciding(layer),
    });
  });
  const earlier = new Map(before.controls.map(({ controlId, status }) => [controlId, status]));
  const controls = after.controls.flatMap(({ controlId, status, reasons }) => {
    const from = earlier.get(controlId);
    if (from === undefined || from === status) return [];
    return changeOf({
      ...{ subject: `control:${controlId}`, from, to: status, reasons },
      worse: STATUS_RANK[status] > STATUS_RANK[from],
    });
  });
  return [...layers, ...controls];
}

/** The reasons that made the verdict what it is. */
function deciding({ reasons }: ComplianceSheet['layers'][number]): Bilingual[] {
  const worst = worstVerdict(reasons.map(({ verdict }) => verdict));
  return reasons.filter(({ verdict }) => verdict === worst).map(({ text }) => text);
}
