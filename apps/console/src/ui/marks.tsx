import type { AlertStatus, Severity } from '@khien/model';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import { SeverityShape, StatusShape, type Verdict, VerdictShape } from './shapes';

export function SeverityMark({ severity, large = false }: { severity: Severity; large?: boolean }) {
  const { t } = useText();
  return (
    <span className={`mark severity severity-${severity}${large ? ' mark-large' : ''}`}>
      <SeverityShape severity={severity} />
      {t(`severity.${severity}`)}
    </span>
  );
}

export function StatusMark({ status }: { status: AlertStatus }) {
  const { t } = useText();
  return (
    <span className={`mark status status-${status}`}>
      <StatusShape status={status} />
      {t(`status.${status}`)}
    </span>
  );
}

/** Cấp độ of a system, 1 to 5. */
export function LevelMark({ level }: { level: number | undefined }) {
  const { t } = useText();
  if (level === undefined) return <span className="level level-none">{t('level.none')}</span>;
  return <span className="level">{t('level.of', { level })}</span>;
}

export function VerdictMark({ verdict, children }: { verdict: Verdict; children: ReactNode }) {
  return (
    <span className={`mark verdict verdict-${verdict}`}>
      <VerdictShape verdict={verdict} />
      {children}
    </span>
  );
}
