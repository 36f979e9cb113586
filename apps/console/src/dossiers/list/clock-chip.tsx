import type { DossierRow } from '../../api/views-dossiers';
import { dayOf, daysBetween } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { DayText } from '../../ui/compliance-marks';
import { DueChip } from '../../ui/due-chip';
import { useClockName } from '../clock-name';

/** The limit that runs out first: days the law counts left or over, for what. One that stands says so. */
export function ClockChip({ clock }: { clock: NonNullable<DossierRow['clock']> }) {
  const { t } = useText();
  const name = useClockName()(clock.parameter);
  if (clock.dueOn === undefined)
    return (
      <>
        <span className="muted">{t('clock.noLimit')}</span>
        <span className="sub">{name}</span>
      </>
    );
  const daysLeft = daysBetween(dayOf(Date.now()), clock.dueOn);
  const state = clock.state === 'paused' ? 'paused' : daysLeft < 0 ? 'overdue' : 'open';
  return (
    <>
      <DueChip due={{ state, daysLeft, workingDaysLeft: clock.workingDaysLeft }} />
      <span className="sub">
        {state !== 'paused' && (
          <>
            <DayText day={clock.dueOn} />
            {' · '}
          </>
        )}
        {name}
      </span>
    </>
  );
}
