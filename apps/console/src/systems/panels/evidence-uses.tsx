import type { EvidenceUse } from '@khien/model';
import { dayOf, dayText } from '../../format/day';
import { useText } from '../../i18n/use-text';

/** What a statement stands on: how many pieces, how new, and whether any of it has gone stale. */
export function EvidenceUses({ evidence }: { evidence: readonly EvidenceUse[] }) {
  const { t } = useText();
  if (evidence.length === 0) return null;
  const newest = Math.max(...evidence.map(({ collectedAt }) => collectedAt));
  const stale = evidence.filter(({ fresh }) => !fresh).length;
  const seen = evidence.every(({ id }) => id.startsWith('telemetry:'));
  return (
    <span className="evidence-uses">
      {t(seen ? 'system.seenByKhien' : 'system.evidenceOf', {
        count: evidence.length,
        day: dayText(dayOf(newest)),
      })}
      {stale > 0 && <strong className="stale"> {t('system.stale', { count: stale })}</strong>}
    </span>
  );
}
