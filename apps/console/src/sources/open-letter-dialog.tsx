import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { openDeadLetter } from '../api/sources';
import type { DeadLetterView } from '../api/views-sources';
import { useText } from '../i18n/use-text';
import { Dialog } from '../ui/dialog';
import { ReasonDialog } from '../ui/reason-dialog';

/** Shows a sealed record after a reason was given; what was read is kept nowhere in the console. */
export function OpenLetterDialog({ letter, onClose }: { letter: DeadLetterView; onClose: () => void }) {
  const { t } = useText();
  const opening = useMutation({
    mutationFn: (reason: string) => openDeadLetter(letter.id, reason),
    gcTime: 0,
  });
  if (!opening.data)
    return (
      <ReasonDialog
        title={t('letters.openTitle')}
        about={t('letters.openWarning')}
        label={t('letters.openReason')}
        submit={t('letters.openSubmit')}
        busy={opening.isPending}
        error={opening.error}
        onSubmit={opening.mutate}
        onClose={onClose}
        testId="dialog-open-letter"
      />
    );
  const { raw, encoding } = opening.data;
  return (
    <Dialog
      title={t(encoding === 'utf-8' ? 'letters.opened' : 'letters.openedBase64')}
      onClose={onClose}
      testId="dialog-opened-letter"
      foot={<Button onClick={onClose}>{t('page.close')}</Button>}
    >
      <p className="dialog-about">
        {t(`letters.why_${letter.reason}`)}
        <span className="sub" lang="en">
          {t('letters.technical', { detail: letter.detail })}
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <pre className="raw-record" tabIndex={0}>
        {raw}
      </pre>
    </Dialog>
  );
}
