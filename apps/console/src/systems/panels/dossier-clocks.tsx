import type { DossierClock } from '@khien/model';
import { dayOf, daysBetween } from '../../format/day';
import type { Due } from '../../format/urgency';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { DayText } from '../../ui/compliance-marks';
import { DueChip } from '../../ui/due-chip';

const NAMED = ['LP-A8', 'LP-A10', 'LP-A11', 'LP-A12'] as const;

/** Limits that run or stand still; ended ones are in the history. */
export function DossierClocks({ clocks }: { clocks: readonly DossierClock[] }) {
  const { t } = useText();
  const today = dayOf(Date.now());
  const open = clocks.filter(({ state }) => state !== 'ended');
  if (open.length === 0) return null;
  return (
    <>
      <h3 className="small-heading">{t('clock.title')}</h3>
      <ul className="lines">
        {open.map((clock) => {
          const named = NAMED.find((known) => known === clock.parameter);
          return (
            <li key={`${clock.parameter} ${clock.startedOn}`}>
              <span>
                {named ? t(`clock.${named}`) : clock.parameter}
                <span className="sub">
                  <Clause clause={clock.clause} mark={clock.mark} />
                </span>
              </span>
              <span className="line-end">
                {clock.dueOn ? (
                  <>
                    <DueChip due={dueOf(clock.state, daysBetween(today, clock.dueOn))} />
                    <span className="sub">
                      <DayText day={clock.dueOn} />
                    </span>
                  </>
                ) : (
                  <span className="muted">{t('clock.noLimit')}</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function dueOf(state: DossierClock['state'], daysLeft: number): Due {
  if (state === 'paused') return { state: 'paused', daysLeft };
  return { state: daysLeft < 0 ? 'overdue' : 'open', daysLeft };
}
