import type { Activity } from '@khien/model';
import { dataOf } from '../activity/activity-data';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { Panel } from '../ui/panel';

/** Who did what, when, from where, why; the latest first. */
export function AlertTimeline({ activity }: { activity: Activity[] }) {
  const { t } = useText();
  const steps = [...activity].sort((a, b) => b.seq - a.seq);
  return (
    <Panel title={t('alert.timeline')}>
      {steps.length === 0 && <p className="muted">{t('alert.timelineNone')}</p>}
      <ol className="timeline">
        {steps.map((step) => (
          <li key={step._id} data-testid="timeline-step">
            <div>
              <strong>{t(`activity.action_${step.action}`)}</strong>
              <ConclusionOf step={step} />
            </div>
            {step.reason && <p className="prose timeline-why">{step.reason}</p>}
            <div className="muted">
              {step.actor.username} · {t(`role.${step.actor.role}`)} ·{' '}
              <span className="nowrap">{t('alert.from', { ip: step.from.ip })}</span>
            </div>
            <div className="muted">
              <Instant at={step.at} />
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function ConclusionOf({ step }: { step: Activity }) {
  const { t } = useText();
  const found = dataOf(step).find((part) => 'closeReason' in part);
  return found && <span>{` · ${t(`closeReason.${found.closeReason}`)}`}</span>;
}
