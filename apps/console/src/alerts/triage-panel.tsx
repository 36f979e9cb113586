import type { AlertRule } from '@khien/model';
import { useText } from '../i18n/use-text';
import { Panel } from '../ui/panel';

/** What it means and what to check first, as the rule's author wrote it: paragraphs, and lines that start with a dash or a number. */
export function TriagePanel({ rule }: { rule: AlertRule }) {
  const { t, both } = useText();
  return (
    <Panel title={t('alert.triage')}>
      {rule.triage ? (
        <p className="prose" data-testid="triage">
          {both(rule.triage).trim()}
        </p>
      ) : (
        <p className="muted">{t('alert.noTriage')}</p>
      )}
    </Panel>
  );
}
