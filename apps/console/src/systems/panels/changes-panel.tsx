import type { ComplianceSheet } from '@khien/model';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { Instant } from '../../ui/instant';
import { Panel } from '../../ui/panel';
import { EvidenceUses } from './evidence-uses';

/** Cần xác định lại cấp độ: what telemetry shows that the dossier does not say, with the evidence. */
export function ChangesPanel({ changes }: { changes: ComplianceSheet['changes'] }) {
  const { t, both } = useText();
  if (changes.length === 0) return null;
  return (
    <div className="changes" data-testid="changes">
      <Panel title={t('system.changes')}>
        <p className="changes-intro">{t('system.changesIntro')}</p>
        <ul className="reasons-list">
          {changes.map((change) => (
            <li key={`${change.kind} ${change.seenAt}`}>
              <strong>{t(`change.${change.kind}`)}.</strong> {both(change.text)}
              <span className="layer-ground">
                <span className="muted">
                  {t('system.seenAt')} <Instant at={change.seenAt} />
                </span>
                <Clause clause={change.clause} mark={change.mark} />
                <EvidenceUses evidence={change.evidence} />
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
