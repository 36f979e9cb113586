import { Button } from 'antd';
import { wallClock } from '../../format/time';
import { useText } from '../../i18n/use-text';
import { VerdictShape } from '../../ui/shapes';
import { useProblemWords } from '../../ui/state-panel';
import { isRefusal, type SectionStatus } from './section-saver';

/** Whether what one typed is kept: always in sight, never a guess. */
export function SaveLine({ status, onRetry }: { status: SectionStatus; onRetry: () => void }) {
  const { t } = useText();
  const words = useProblemWords(status.error);
  const { state, savedAt } = status;
  return (
    <span className={`save-line save-${state}`} role="status" data-testid="save-state">
      {state === 'clean' && <span className="muted">{t('autosave.clean')}</span>}
      {state === 'waiting' && t('autosave.waiting')}
      {state === 'saving' && t('autosave.saving')}
      {state === 'saved' && (
        <>
          <VerdictShape verdict="good" />
          {t('autosave.saved', { time: wallClock(savedAt ?? 0).time })}
        </>
      )}
      {state === 'overtaken' && t('autosave.overtaken')}
      {state === 'failed' && (
        <>
          {t(isRefusal(status.error) ? 'autosave.refused' : 'autosave.failed')} {words}
          <Button size="small" onClick={onRetry} data-testid="save-retry">
            {t('problem.tryAgain')}
          </Button>
        </>
      )}
    </span>
  );
}
