import type { Deadline } from '@khien/model';
import { Link } from 'react-router';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { DayText } from '../../ui/compliance-marks';
import { DueChip } from '../../ui/due-chip';
import { Panel } from '../../ui/panel';

/** Open deadlines of the system, the most pressing first. */
export function DeadlinesPanel({
  systemId,
  deadlines,
}: {
  systemId: string;
  deadlines: readonly Deadline[];
}) {
  const { t, both } = useText();
  const sorted = [...deadlines].sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  return (
    <Panel
      title={t('system.deadlines')}
      end={<Link to={`/deadlines?systemId=${encodeURIComponent(systemId)}`}>{t('system.allDeadlines')}</Link>}
    >
      {sorted.length === 0 && <p className="muted">{t('system.noDeadlines')}</p>}
      <ul className="lines">
        {sorted.map((deadline) => (
          <li key={deadline.id}>
            <span>
              {both(deadline.title)}
              <span className="sub">
                {deadline.owes && `${both(deadline.owes)} · `}
                <Clause clause={deadline.clause} mark={deadline.mark} />
              </span>
            </span>
            <span className="line-end">
              <DueChip due={deadline} />
              <span className="sub">
                <DayText day={deadline.dueOn} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
