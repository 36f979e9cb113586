import { Link } from 'react-router';
import { dayText, weekdayText } from '../format/day';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { Clause } from '../ui/clause';
import { DueChip } from '../ui/due-chip';
import { Panel } from '../ui/panel';
import type { DeadlineGroup } from './deadline-groups';
import { type SharedDuty, sameDuties } from './same-duty';

export function DeadlineGroupPanel({ group }: { group: DeadlineGroup }) {
  const { language } = useText();
  return (
    <div className={`deadline-group deadline-group-${group.key}`} data-testid={`group-${group.key}`}>
      <Panel
        title={useGroupTitle(group)}
        end={<span className="muted">{whole(group.items.length, language)}</span>}
      >
        <ul className="deadline-lines">
          {sameDuties(group.items).map((duty) => (
            <Line key={duty.first.id} duty={duty} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function useGroupTitle(group: DeadlineGroup): string {
  const { t } = useText();
  if (group.key === 'month') {
    const [year, month] = group.month.split('-');
    return t('deadlines.month', { month: Number(month), year });
  }
  if (group.key === 'week' || group.key === 'nextWeek')
    return `${t(`deadlines.group_${group.key}`)} (${dayText(group.from).slice(0, 5)} – ${dayText(group.to).slice(0, 5)})`;
  return t(`deadlines.group_${group.key}`);
}

function Line({ duty }: { duty: SharedDuty }) {
  const deadline = duty.first;
  const { t, both, language } = useText();
  const { dueOn, title, href, owes, kind, clause, mark, doneOn, note } = deadline;
  return (
    <li>
      <time className="deadline-day" dateTime={dueOn}>
        <span>{weekdayText(dueOn, language)}</span>
        <span className="sub">{dueOn.slice(0, 4)}</span>
      </time>
      <span className="deadline-what">
        {href ? <Link to={href}>{both(title)}</Link> : both(title)}
        <span className="sub">
          {t(`deadlineKind.${kind}`)}
          {owes && duty.all.length === 1 && ` · ${both(owes)}`}
        </span>
        {duty.all.length > 1 && (
          <details className="bodies">
            <summary>{t('deadlines.bodies', { count: duty.all.length })}</summary>
            <ul className="chips">
              {duty.all.map((one) => (
                <li key={one.id} className="chip">
                  {one.owes ? both(one.owes) : (one.agencyId ?? one.id)}
                </li>
              ))}
            </ul>
          </details>
        )}
        <Clause clause={clause} mark={mark} />
        {note && <span className="sub">{both(note)}</span>}
      </span>
      <span className="line-end">
        <DueChip due={deadline} />
        {doneOn && <span className="sub">{dayText(doneOn)}</span>}
      </span>
    </li>
  );
}
