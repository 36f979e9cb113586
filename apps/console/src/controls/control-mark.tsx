import type { ControlStatus, LayerVerdict } from '@khien/model';
import { useText } from '../i18n/use-text';
import { LayerShape } from '../ui/compliance-shapes';

/** The signs of verdicts, so that one sign means one thing on every page. */
const SHAPES: Record<ControlStatus, LayerVerdict> = {
  met: 'met',
  partly: 'at_risk',
  not_met: 'not_met',
  unverifiable: 'unverifiable',
  not_applicable: 'out_of_scope',
};

/** How a control stands, in shape, word and colour. */
export function ControlMark({ status }: { status: ControlStatus }) {
  const { t } = useText();
  return (
    <span className={`mark layer layer-${SHAPES[status]}`}>
      <LayerShape verdict={SHAPES[status]} />
      {t(`control.${status}`)}
    </span>
  );
}
