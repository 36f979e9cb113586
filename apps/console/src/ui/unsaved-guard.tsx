import { Button } from 'antd';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useText } from '../i18n/use-text';
import { Dialog } from './dialog';

/** Asks before a page with unsaved words is left, by a link or by closing the tab. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const { t } = useText();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={t('save.unsavedTitle')}
      onClose={() => blocker.reset()}
      testId="dialog-unsaved"
      foot={
        <>
          <Button onClick={() => blocker.reset()}>{t('save.stay')}</Button>
          <Button danger onClick={() => blocker.proceed()} data-testid="leave">
            {t('save.leave')}
          </Button>
        </>
      }
    >
      <p className="dialog-about">{t('save.unsaved')}</p>
    </Dialog>
  );
}
