import { Button } from 'antd';
import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { usePageKeys } from '../keys/shortcuts-provider';
import { useCan } from '../session/use-session';
import type { StepKind } from './step-dialog';

interface AlertActionsProps {
  alert: AlertView;
  busy: boolean;
  onAcknowledge: () => void;
  onDialog: (kind: StepKind) => void;
}

/** The steps this person may take with this alert as it stands. */
export function AlertActions({ alert, busy, onAcknowledge, onDialog }: AlertActionsProps) {
  const { t } = useText();
  const can = useCan();
  const { status } = alert.workflow;
  const may = {
    acknowledge: status === 'new' && can('alert.acknowledge'),
    close: status !== 'closed' && can('alert.close'),
    reopen: status === 'closed' && can('alert.reopen'),
    note: can('alert.note'),
  };
  usePageKeys({
    acknowledge: () => may.acknowledge && !busy && onAcknowledge(),
    close: () => may.close && onDialog('close'),
    note: () => may.note && onDialog('notes'),
  });
  return (
    <div className="heading-actions">
      {may.acknowledge && (
        <Button
          type="primary"
          loading={busy}
          onClick={onAcknowledge}
          title={t('act.acknowledgeHelp')}
          data-testid="act-acknowledge"
        >
          {t('act.acknowledge')}
        </Button>
      )}
      {may.close && (
        <Button
          type={status === 'acknowledged' ? 'primary' : 'default'}
          onClick={() => onDialog('close')}
          data-testid="act-close"
        >
          {t('act.close')}
        </Button>
      )}
      {may.reopen && (
        <Button onClick={() => onDialog('reopen')} data-testid="act-reopen">
          {t('act.reopen')}
        </Button>
      )}
      {may.note && (
        <Button onClick={() => onDialog('notes')} data-testid="act-note">
          {t('act.note')}
        </Button>
      )}
    </div>
  );
}
