import type { EvidenceUse } from '@khien/model';
import { useText } from '../i18n/use-text';
import { DayText } from '../ui/compliance-marks';
import { Instant } from '../ui/instant';
import { VerdictMark } from '../ui/marks';

/** What a result stands on: collected when, good for which days, fresh or stale, asked how, with which hash. */
export function EvidenceLines({ evidence }: { evidence: readonly EvidenceUse[] }) {
  const { t } = useText();
  if (evidence.length === 0) return <p className="muted">{t('controls.noEvidence')}</p>;
  return (
    <ul className="evidence-lines">
      {evidence.map((one) => (
        <li key={one.id}>
          <span className="evidence-head">
            {one.fresh ? (
              <VerdictMark verdict="good">{t('controls.fresh')}</VerdictMark>
            ) : (
              <VerdictMark verdict="bad">{t('controls.stale')}</VerdictMark>
            )}
            <span>
              {t(one.id.startsWith('telemetry:') ? 'controls.seenAt' : 'controls.collectedAt')}{' '}
              <Instant at={one.collectedAt} />
            </span>
            {(one.effectiveFrom || one.effectiveTo) && (
              <span>
                {t('controls.effective')} {one.effectiveFrom && <DayText day={one.effectiveFrom} />} –{' '}
                {one.effectiveTo ? <DayText day={one.effectiveTo} /> : t('controls.open')}
              </span>
            )}
          </span>
          {one.query && (
            <span className="sub">
              {t('controls.query')}: <span className="code">{one.query}</span>
            </span>
          )}
          {one.resultHash && (
            <span className="sub">
              {t('controls.hash')} <span className="code">{one.resultHash}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
