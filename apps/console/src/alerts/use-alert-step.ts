import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { type AlertStep, getAlert, postAlertStep } from '../api/alerts';
import { problemOf, wasOvertaken } from '../api/problem';
import { useText } from '../i18n/use-text';
import { useLiveStore } from '../live/live-provider';
import { useProblemWords } from '../ui/state-panel';

/**
 * Takes one step with an alert. Whoever acts on a state that is no longer the last is told so (412) and sees the
 * present one; nothing of theirs is applied over somebody else's decision. `inPlace`: the caller shows the refusal itself.
 */
export function useAlertStep({ inPlace = false }: { inPlace?: boolean } = {}) {
  const { t } = useText();
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const live = useLiveStore();

  async function readAgain(alertId: string): Promise<void> {
    void queries.invalidateQueries({ queryKey: ['alerts', 'summary'] });
    const fresh = await queries.fetchQuery({
      queryKey: ['alerts', 'detail', alertId],
      queryFn: () => getAlert(alertId),
      staleTime: 0,
    });
    live.own({ type: 'updated', alert: fresh.alert });
  }

  const step = useMutation({
    mutationFn: (wanted: AlertStep) => postAlertStep(wanted),
    onSuccess: ({ alert }, { act }) => {
      live.own({ type: 'updated', alert });
      void queries.invalidateQueries({ queryKey: ['alerts', 'detail', alert.id] });
      void queries.invalidateQueries({ queryKey: ['alerts', 'summary'] });
      void message.success(t(`act.done_${act.kind}`));
    },
    onError: (error, { alertId }) => {
      if (isBehind(error)) void readAgain(alertId).catch(() => undefined);
      if (inPlace) return;
      const problem = problemOf(error);
      if (wasOvertaken(error))
        notification.warning({
          title: t('problem.precondition_failed'),
          description: t('act.overtaken'),
          duration: 10,
        });
      else
        notification.error({
          title: t('act.failed'),
          description: problem.detail || problem.title || t(`problem.${problem.code}`),
          duration: 10,
        });
    },
  });
  const words = useProblemWords(step.error);
  return { step, refusal: wasOvertaken(step.error) ? t('act.overtaken') : words };
}

/** Whether what is on screen is no longer so. */
function isBehind(error: unknown): boolean {
  return wasOvertaken(error) || problemOf(error).code === 'conflict';
}
