import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { AlertRow } from './alert-row';

interface AlertTableProps {
  rows: readonly AlertView[];
  currentId: string | undefined;
  /** Move the focus along with the current row (keyboard triage). */
  focusCurrent: boolean;
  more: { has: boolean; busy: boolean; load: () => void };
  onOpen: (alert: AlertView) => void;
}

export function AlertTable({ rows, currentId, focusCurrent, more, onOpen }: AlertTableProps) {
  const { t } = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (!focusCurrent || currentId === undefined) return;
    body.current?.querySelector<HTMLElement>('tr[aria-current="true"]')?.focus({ preventScroll: false });
  }, [currentId, focusCurrent]);

  return (
    <>
      <table className="grid alert-grid" data-testid="alert-table">
        <caption className="visually-hidden">{t('alerts.table')}</caption>
        <thead>
          <tr>
            <th scope="col" className="col-severity">
              {t('severity.label')}
            </th>
            <th scope="col">{t('alerts.column_what')}</th>
            <th scope="col" className="col-entity">
              {t('alerts.column_entity')}
            </th>
            <th scope="col" className="col-system">
              {t('alerts.column_system')}
            </th>
            <th scope="col" className="col-count number">
              {t('alerts.column_count')}
            </th>
            <th scope="col" className="col-seen">
              {t('alerts.column_last')}
              <span className="sub">{t('alerts.column_first')}</span>
            </th>
            <th scope="col" className="col-status">
              {t('status.label')}
              <span className="sub">{t('alerts.column_assignee')}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((alert) => (
            <AlertRow key={alert.id} alert={alert} current={alert.id === currentId} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      <div className="grid-foot">
        <span className="muted" data-testid="shown-count">
          {t(more.has ? 'alerts.shownMore' : 'alerts.shown', { count: rows.length })}
        </span>
        {more.has && (
          <Button onClick={more.load} loading={more.busy} data-testid="load-more">
            {more.busy ? t('page.loadingMore') : t('page.loadMore')}
          </Button>
        )}
      </div>
    </>
  );
}
