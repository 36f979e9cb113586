import type { Deadline, System } from '@khien/model';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { DayText } from '../../ui/compliance-marks';
import { DueChip } from '../../ui/due-chip';
import { Panel } from '../../ui/panel';

/** The rest is one press away: the page is about more than days. */
const FIRST = 8;

/** Open deadlines of the system, the most pressing first. */
export function DeadlinesPanel({ system, deadlines }: { system: System; deadlines: readonly Deadline[] }) {
  const { t, both } = useText();
  const [all, setAll] = useState(false);
  const about = `: ${both(system.name)}`;
  const titleOf = ({ title }: Deadline) => {
    const text = both(title);
    return text.endsWith(about) ? text.slice(0, -about.length) : text;
  };
  const sorted = [...deadlines].sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  return (
    <Panel
      title={t('system.deadlines')}
      end={
        <Link to={`/deadlines?systemId=${encodeURIComponent(system.id)}`}>{t('system.allDeadlines')}</Link>
      }
    >
      {sorted.length === 0 && <p className="muted">{t('system.noDeadlines')}</p>}
      <ul className="lines">
        {sorted.slice(0, all ? undefined : FIRST).map((deadline) => (
          <li key={deadline.id}>
            <span>
              {deadline.href && deadline.href !== `/systems/${system.id}` ? (
                <Link to={deadline.href}>{titleOf(deadline)}</Link>
              ) : (
                titleOf(deadline)
              )}
              <span className="sub">
                {deadline.owes && `${both(deadline.owes)} · `}
                <Clause clause={deadline.clause} mark={deadline.mark} />
              </span>
              {deadline.note && <span className="sub">{both(deadline.note)}</span>}
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
      {!all && sorted.length > FIRST && (
        <Button type="link" onClick={() => setAll(true)} className="more-lines">
          {t('system.moreDeadlines', { count: sorted.length - FIRST })}
        </Button>
      )}
    </Panel>
  );
}
