import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { type AlertStep, postAlertStep } from '../api/endpoints';
import { problemOf } from '../api/problem';
import { useText } from '../i18n/use-text';
import { useLiveStore } from '../live/live-provider';

/**
 * Takes one step with an alert. Whoever acts on a state that is no longer the last is told so (412) and sees the
 * present one; nothing of theirs is applied over somebody else's decision.
 */
export function useAlertStep() {
  const { t } = useText();
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const live = useLiveStore();
  return useMutation({
    mutationFn: (step: AlertStep) => postAlertStep(step),
    onSuccess: ({ alert }, { act }) => {
      live.own({ type: 'updated', alert });
      void queries.invalidateQueries({ queryKey: ['alerts', 'detail'] });
      void queries.invalidateQueries({ queryKey: ['alerts', 'summary'] });
      void message.success(t(`act.done_${act.kind}`));
    },
    onError: (error) => {
      const problem = problemOf(error);
      if (problem.code === 'precondition_failed' || problem.code === 'conflict') {
        void queries.invalidateQueries({ queryKey: ['alerts', 'detail'] });
        live.take({ kind: 'reset' });
        notification.warning({
          title: t('problem.precondition_failed'),
          description: t('act.overtaken'),
          duration: 10,
        });
        return;
      }
      const words = problem.detail || problem.title || t(`problem.${problem.code}`);
      notification.error({ title: t('act.failed'), description: words, duration: 10 });
    },
  });
}
