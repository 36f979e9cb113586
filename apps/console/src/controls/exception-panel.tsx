import type { Bilingual } from '@khien/model';
import { Button } from 'antd';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { Instant } from '../ui/instant';
import { Panel } from '../ui/panel';
import type { ExceptionStanding } from './exception-standing';

interface ExceptionPanelProps {
  exceptions: readonly ExceptionStanding[];
  titleOf: (controlId: string) => Bilingual | undefined;
  onDecide: (exception: ExceptionStanding) => void;
}

/** Requests somebody has to decide on: nothing counts as not applicable before that. */
export function ExceptionPanel({ exceptions, titleOf, onDecide }: ExceptionPanelProps) {
  const { t, both } = useText();
  const can = useCan();
  const pending = exceptions.filter(({ state }) => state === 'requested');
  if (pending.length === 0) return null;
  return (
    <div className="exceptions" data-testid="exceptions">
      <Panel title={t('controls.pending')}>
        <ul className="lines">
          {pending.map((exception) => {
            const title = titleOf(exception.controlId);
            return (
              <li key={exception.request._id}>
                <span>
                  {title ? both(title) : exception.controlId}
                  <span className="sub">
                    {exception.request.by.username} · <Instant at={exception.request.collectedAt} />
                  </span>
                  <span className="sub">{exception.reason}</span>
                </span>
                {can('exception.decide') && (
                  <Button
                    size="small"
                    type="primary"
                    onClick={() => onDecide(exception)}
                    data-testid={`decide-${exception.controlId}`}
                  >
                    {t('controls.decide')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </Panel>
    </div>
  );
}
