import type { LayerStatus } from '@khien/model';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { DayText, LayerMark } from '../../ui/compliance-marks';
import { LayerShape } from '../../ui/compliance-shapes';
import { Instant } from '../../ui/instant';
import { Panel } from '../../ui/panel';
import { EvidenceUses } from './evidence-uses';

interface LayersPanelProps {
  layers: readonly LayerStatus[];
  computedAt: number;
}

/** Four independent verdicts, each with its reasons: never one score that hides a missing layer. */
export function LayersPanel({ layers, computedAt }: LayersPanelProps) {
  const { t } = useText();
  return (
    <Panel
      title={t('system.layers')}
      end={
        <span className="muted">
          {t('system.computedAt')} <Instant at={computedAt} />
        </span>
      }
    >
      <ol className="layers" data-testid="layers">
        {layers.map((status) => (
          <Layer key={status.layer} status={status} />
        ))}
      </ol>
    </Panel>
  );
}

function Layer({ status }: { status: LayerStatus }) {
  const { t, both } = useText();
  return (
    <li className="layer-item">
      <div className="layer-head">
        <h3>
          {status.layer}. {t(`protection.${status.layer}`)}
        </h3>
        <LayerMark verdict={status.verdict} />
        {status.expiresOn && (
          <span className="muted">
            {t('system.expires')} <DayText day={status.expiresOn} />
          </span>
        )}
      </div>
      <ul className="layer-reasons">
        {status.reasons.map((reason) => (
          <li key={`${reason.check} ${reason.text.vi}`} className={`layer-${reason.verdict}`}>
            <LayerShape verdict={reason.verdict} />
            <span className="layer-reason">
              <span className="visually-hidden">{t(`verdict.${reason.verdict}`)}: </span>
              {both(reason.text)}
              <span className="layer-ground">
                <Clause clause={reason.clause} mark={reason.mark} />
                <EvidenceUses evidence={reason.evidence} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
