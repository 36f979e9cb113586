import type { ReactNode } from 'react';
import type { AlertView } from '../api/views-alerts';
import { entityWord } from '../format/entity';
import { decimal, whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { SeverityMark, StatusMark } from '../ui/marks';
import { EntityValue } from './entity-value';

/** What happened, to whom, how bad, in which state: the part that must be read in three seconds. */
export function AlertHeading({ alert, children }: { alert: AlertView; children: ReactNode }) {
  const { t, both, language } = useText();
  const word = entityWord(alert.entity.kind);
  const { status, assignee, closeReason } = alert.workflow;
  return (
    <header className={`heading severity-${alert.severity}`}>
      <div className="heading-words">
        <div className="heading-marks">
          <SeverityMark severity={alert.severity} large />
          <StatusMark status={status} />
          <span className="muted">{t(`kind.${alert.rule.kind}`)}</span>
        </div>
        <h1 data-testid="alert-title">{both(alert.rule.title)}</h1>
        <dl className="facts">
          <Fact name={word ? t(`entity.${word}`) : alert.entity.kind}>
            <EntityValue alert={alert} />
          </Fact>
          <Fact name={t('alerts.column_count')}>{whole(alert.count, language)}</Fact>
          <Fact name={t('alerts.column_first')}>
            <Instant at={alert.firstSeen} />
          </Fact>
          <Fact name={t('alerts.column_last')}>
            <Instant at={alert.lastSeen} />
          </Fact>
          <Fact name={t('alert.priority')} hint={t('alert.priorityHelp')}>
            {decimal(alert.priority, language)}
          </Fact>
          <Fact name={t('alerts.column_assignee')}>{assignee ?? t('alerts.unassigned')}</Fact>
          {closeReason && <Fact name={t('alert.conclusion')}>{t(`closeReason.${closeReason}`)}</Fact>}
        </dl>
      </div>
      {children}
    </header>
  );
}

function Fact({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div className="fact" title={hint}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
