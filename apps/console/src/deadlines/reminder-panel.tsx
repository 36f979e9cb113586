import type { Reminder } from '@khien/model';
import { dayText } from '../format/day';
import { useText } from '../i18n/use-text';
import { Instant } from '../ui/instant';
import { Panel } from '../ui/panel';
import { readStep } from './reminder-step';
import { type SharedReminder, sameReminders } from './same-reminder';

/** Reminders of the last thirty days, and to whom they went. */
export function ReminderPanel({ reminders }: { reminders: readonly Reminder[] }) {
  const { t } = useText();
  return (
    <Panel title={t('deadlines.reminders')}>
      {reminders.length === 0 && <p className="muted">{t('deadlines.noReminders')}</p>}
      <ul className="lines">
        {sameReminders(reminders).map((shared) => (
          <Line key={shared.first._id} shared={shared} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ shared: { first: reminder, count } }: { shared: SharedReminder }) {
  const { t, both } = useText();
  const step = readStep(reminder.step);
  return (
    <li>
      <span>
        {both(reminder.title)}
        {count > 1 && <span className="sub">{t('deadlines.bodies', { count })}</span>}
        <span className="sub">
          {step ? t(`deadlines.step_${step.key}`, { count: step.count }) : reminder.step}
          {' · '}
          {t('deadlines.dueOn', { day: dayText(reminder.dueOn) })}
        </span>
        <span className="sub">
          {t(`deadlines.told_${reminder.escalation}`)} · <Instant at={reminder.at} />
        </span>
      </span>
    </li>
  );
}
