import type { LayerVerdict } from '@khien/model';

/** From good to bad: not knowing is worse than a risk, and a known failure is the worst. `out_of_scope` says nothing. */
const ORDER: readonly LayerVerdict[] = ['out_of_scope', 'met', 'at_risk', 'unverifiable', 'not_met'];

export const verdictRank = (verdict: LayerVerdict): number => ORDER.indexOf(verdict);

/** The worst of them; `out_of_scope` only where nothing else was said. */
export const worstVerdict = (verdicts: Iterable<LayerVerdict>): LayerVerdict =>
  [...verdicts].reduce<LayerVerdict>(
    (worst, each) => (verdictRank(each) > verdictRank(worst) ? each : worst),
    'out_of_scope',
  );
