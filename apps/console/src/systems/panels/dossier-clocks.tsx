import type { DossierClock } from '@khien/model';
import { useQuery } from '@tanstack/react-query';
import { getDeadlines } from '../../api/deadlines';
import { useClockName } from '../../dossiers/clock-name';
import { capital } from '../../format/capital';
import { dayOf, daysBetween } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { DayText } from '../../ui/compliance-marks';
import { DueChip } from '../../ui/due-chip';

interface DossierClocksProps {
  clocks: readonly DossierClock[];
  systemId: string;
}

/** Limits that run or stand still; ended ones are in the history. */
export function DossierClocks({ clocks, systemId }: DossierClocksProps) {
  const { t } = useText();
  const nameOf = useClockName();
  const open = clocks.filter(({ state }) => state !== 'ended');
  if (open.length === 0) return null;
  return (
    <>
      <h3 className="small-heading">{t('clock.title')}</h3>
      <ul className="lines">
        {open.map((clock) => (
          <li key={`${clock.parameter} ${clock.startedOn}`}>
            <span>
              {capital(nameOf(clock.parameter))}
              <span className="sub">
                <Clause clause={clock.clause} mark={clock.mark} />
              </span>
            </span>
            <span className="line-end">
              {clock.dueOn === undefined ? (
                <span className="muted">{t('clock.noLimit')}</span>
              ) : (
                <Due clock={clock} dueOn={clock.dueOn} systemId={systemId} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** In the days the law counts, which the deadlines know; one that stands still has no day. */
function Due({ clock, dueOn, systemId }: { clock: DossierClock; dueOn: string; systemId: string }) {
  const deadlines = useQuery({
    queryKey: ['deadlines', 'dossier', systemId],
    queryFn: () => getDeadlines({ kind: 'dossier', systemId }),
  });
  const daysLeft = daysBetween(dayOf(Date.now()), dueOn);
  if (clock.state === 'paused') return <DueChip due={{ state: 'paused', daysLeft }} />;
  const counted = deadlines.data?.items.find((one) => one.dueOn === dueOn);
  return (
    <>
      {!deadlines.isPending && (
        <DueChip
          due={{
            state: daysLeft < 0 ? 'overdue' : 'open',
            daysLeft,
            workingDaysLeft: counted?.workingDaysLeft,
          }}
        />
      )}
      <span className="sub">
        <DayText day={dueOn} />
      </span>
    </>
  );
}
