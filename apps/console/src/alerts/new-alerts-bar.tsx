import { useEffect, useState } from 'react';
import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { SEVERITIES } from './alert-filter';

/** New alerts wait here instead of pushing the row away that somebody is about to press. */
export function NewAlertsBar({
  pending,
  onShow,
}: {
  pending: ReadonlyMap<string, AlertView>;
  onShow: () => void;
}) {
  const { t } = useText();
  const count = pending.size;
  const worst = SEVERITIES.find((severity) =>
    [...pending.values()].some((alert) => alert.severity === severity),
  );
  const said = useSettled(
    count > 0 && worst ? t('alerts.announce', { count, severity: t(`severity.${worst}`) }) : '',
  );
  return (
    <>
      {count > 0 && worst && (
        <button
          type="button"
          className={`new-bar severity-${worst}`}
          onClick={onShow}
          data-testid="new-alerts"
        >
          <span aria-hidden="true">▲</span> <strong>{t('alerts.newBar', { count })}</strong>
          <span className="muted">{t('alerts.newBarHelp')}</span>
        </button>
      )}
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </>
  );
}

/** Read aloud once things are quiet for a moment, not once per alert. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 2_000);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
