import type { ComplianceSheet, LayerReason, LayerStatus, ProtectionLayer, System } from '@khien/model';
import { indexEvidence } from '../controls/evidence-index';
import { countsOn } from '../legal/dated';
import { parameterEntry } from '../legal/parameter';
import { dayDiff } from '../working-days/day-arithmetic';
import type { CheckCase, CheckOutcome } from './check-run';
import { RUN_CHECK } from './checks/run-check';
import { type ConflictInForce, conflictsOn } from './conflict';
import type { LayerCheck } from './layer-check';
import type { LayerInput } from './layer-input';
import { worstVerdict } from './layer-order';
import { dayWords, say, sentence } from './say';
import { inCircle } from './system-circle';
import { technicalLayers } from './technical-layers';

/** Figure: days before an end at which a layer counts as at risk. */
export const EXPIRY_WARNING = 'local.layer.expiry-warning';
/** Figure: minutes within which an alert of severity high and above has to be taken. */
export const ACKNOWLEDGE_WITHIN = 'local.layer.acknowledge';
/** Conflict that draws the circle of the four layers. */
const SCOPE = 'K5';
const LAYERS = [1, 2, 3, 4] as const;
const NOT_IN_USE = new Set<System['stage']>(['planned', 'design', 'construction', 'retired']);

/**
 * How the four layers protect a system on a day: four independent verdicts, each the worst of its checks, with every check as a
 * reason. `expiresOn` is the last day on which a layer that holds today still does by itself.
 */
export function judgeLayers(input: LayerInput): {
  layers: LayerStatus[];
  technical: ComplianceSheet['technical'];
} {
  const technical = technicalLayers(input);
  const conflicts = conflictsOn(input.model, input.on);
  const outside = outsideScope(input, conflicts);
  if (outside)
    return {
      layers: LAYERS.map((layer) => ({ layer, verdict: 'out_of_scope', reasons: [outside] })),
      technical,
    };
  const judged = judgedChecks(input, conflicts);
  return { layers: LAYERS.map((layer) => layerOf(layer, judged)), technical };
}

interface Judged {
  layer: ProtectionLayer;
  reason: LayerReason;
  expiresOn?: string | undefined;
}

function judgedChecks(input: LayerInput, conflicts: readonly ConflictInForce[]): Judged[] {
  const { model, on, now, level, system, evidence } = input;
  const index = indexEvidence({ system, line: input.line, evidence, on, now });
  return model.layerChecks
    .filter((check) => countsOn(check, on))
    .filter(({ levels }) => levels === undefined || level === undefined || levels.includes(level))
    .map((check) => {
      const figure: CheckCase['figure'] = (name) => {
        const id = check.parameters[name];
        return id === undefined ? undefined : parameterEntry(model.parameters, id, { level, on });
      };
      const outcome =
        outsideCircle(input, check, conflicts) ?? RUN_CHECK[check.kind]({ ...input, check, index, figure });
      const { verdict, text, evidence: used, expiresOn } = warned(input, outcome);
      const { id, clause, mark, layer } = check;
      return {
        layer,
        reason: { check: id, verdict, text: sentence(text), clause, mark, evidence: used },
        expiresOn,
      };
    });
}

function layerOf(layer: ProtectionLayer, judged: readonly Judged[]): LayerStatus {
  const own = judged.filter((each) => each.layer === layer);
  const verdict = worstVerdict(own.map(({ reason }) => reason.verdict));
  const [expiresOn] = own.flatMap((each) => each.expiresOn ?? []).sort();
  const holds = verdict === 'met' || verdict === 'at_risk';
  return {
    layer,
    verdict: own.length === 0 ? 'unverifiable' : verdict,
    reasons: own.map(({ reason }) => reason),
    ...(holds && expiresOn !== undefined && { expiresOn }),
  };
}

/** What holds today but ends soon is at risk, and says so. */
function warned({ model, on, level }: LayerInput, outcome: CheckOutcome): CheckOutcome {
  const { verdict, expiresOn, text } = outcome;
  const days = parameterEntry(model.parameters, EXPIRY_WARNING, { level, on })?.value;
  if (verdict !== 'met' || expiresOn === undefined || typeof days !== 'number') return outcome;
  if (dayDiff(on, expiresOn) > days) return outcome;
  const end = dayWords(expiresOn);
  return {
    ...outcome,
    verdict: 'at_risk',
    text: say(`${text.vi}; sắp hết hạn (${end})`, `${text.en}; ends soon (${end})`),
  };
}

/** The check is not asked of this system by the reading of the conflict that is in force. */
function outsideCircle(
  { system, level }: LayerInput,
  check: LayerCheck,
  conflicts: readonly ConflictInForce[],
): CheckOutcome | undefined {
  const conflict = conflicts.find(({ id }) => id === check.scope);
  const circle = conflict?.chosen?.systems;
  if (!circle || inCircle(circle, system, level) !== false) return undefined;
  const option = conflict.chosen?.text ?? conflict.text;
  return {
    verdict: 'out_of_scope',
    text: say(
      `Không thuộc phạm vi (${conflict.id}: ${option.vi})`,
      `Not in scope (${conflict.id}: ${option.en})`,
    ),
    evidence: [],
  };
}

function outsideScope(input: LayerInput, conflicts: readonly ConflictInForce[]): LayerReason | undefined {
  const { system, level } = input;
  const reason = { check: 'scope', verdict: 'out_of_scope' as const, evidence: [] };
  if (NOT_IN_USE.has(system.stage) && !inUse(input))
    return {
      ...reason,
      text: say('Hệ thống chưa hoặc không còn vận hành.', 'The system is not in operation.'),
      clause: 'Thẻ hệ thống',
      mark: 'INF',
    };
  const conflict = conflicts.find(({ id }) => id === SCOPE);
  const circle = conflict?.chosen?.systems;
  if (!conflict || !circle || inCircle(circle, system, level) !== false) return undefined;
  const option = conflict.chosen?.text ?? conflict.text;
  return {
    ...reason,
    text: say(
      `Ngoài phạm vi mô hình 4 lớp (${SCOPE}: ${option.vi}).`,
      `Outside the scope of the four layers (${SCOPE}: ${option.en}).`,
    ),
    clause: conflict.choice?.clause ?? conflict.clause,
    mark: conflict.choice?.mark ?? conflict.mark,
  };
}

/** A card may say «planned» while the system is heard: then it is judged as what it is. */
const inUse = ({ telemetry, system, on }: LayerInput): boolean =>
  system.stage !== 'retired' &&
  ((system.wentLiveOn !== undefined && system.wentLiveOn <= on) ||
    (telemetry?.sources.some(({ state }) => state === 'alive') ?? false));
