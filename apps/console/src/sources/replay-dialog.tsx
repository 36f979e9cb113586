import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { replayDeadLetters } from '../api/sources';
import type { DeadLetterView } from '../api/views-sources';
import { useText } from '../i18n/use-text';
import { ReasonDialog } from '../ui/reason-dialog';

interface ReplayDialogProps {
  sourceId: string;
  what: DeadLetterView | 'all';
  onClose: () => void;
}

export function ReplayDialog({ sourceId, what, onClose }: ReplayDialogProps) {
  const { t } = useText();
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const replaying = useMutation({
    mutationFn: (reason: string) =>
      replayDeadLetters(what === 'all' ? { sourceId, reason } : { ids: [what.id], reason }),
    onSuccess: ({ replayed, stored, failed }) => {
      void queries.invalidateQueries({ queryKey: ['dead-letters', sourceId] });
      void queries.invalidateQueries({ queryKey: ['sources'] });
      const title = t('letters.replayDone', { replayed, stored, failed });
      notification[failed > 0 ? 'warning' : 'success']({ title, duration: 10 });
      onClose();
    },
  });
  return (
    <ReasonDialog
      title={t('letters.replayTitle')}
      about={what === 'all' ? t('letters.replayEvery') : t('letters.replayOne')}
      label={t('letters.replayReason')}
      submit={t('letters.replaySubmit')}
      busy={replaying.isPending}
      error={replaying.error}
      onSubmit={replaying.mutate}
      onClose={onClose}
      testId="dialog-replay"
    />
  );
}
