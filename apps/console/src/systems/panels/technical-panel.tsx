import type { ComplianceSheet } from '@khien/model';
import { useText } from '../../i18n/use-text';
import { LayerMark } from '../../ui/compliance-marks';
import { Panel } from '../../ui/panel';

/** Technical layers (R16): recommended from level 3, kept apart from the four layers. */
export function TechnicalPanel({ technical }: { technical: ComplianceSheet['technical'] }) {
  const { t, both } = useText();
  return (
    <Panel title={t('system.technical')} end={<span className="confidence">{t('system.advisory')}</span>}>
      <ul className="technical">
        {technical.map(({ layer, verdict, text }) => (
          <li key={layer}>
            <span className="technical-head">
              {t(`technical.${layer}`)} <LayerMark verdict={verdict} />
            </span>
            <span className="sub">{both(text)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
