import type { OwedDuty, RegimeFigure, SimulationRow } from '../api/views-regimes';
import { capital } from '../format/capital';
import { dayText } from '../format/day';
import { useText } from '../i18n/use-text';
import { Clause } from '../ui/clause';

const UNITS = [
  'working_day',
  'day',
  'hour',
  'minute',
  'second',
  'month',
  'year',
  'times_per_year',
  'people',
  'users',
  'characters',
  'attempts',
  'at_once',
  'percent',
] as const;

/** Which duties come, go or change, and which figures, with their clauses. */
export function SimulationDetail({ row }: { row: SimulationRow }) {
  const { t } = useText();
  const groups = [
    { key: 'dutiesCome', duties: row.duties.filter(({ before }) => before === null) },
    { key: 'dutiesGo', duties: row.duties.filter(({ after }) => after === null) },
    { key: 'dutiesChange', duties: row.duties.filter(({ before, after }) => before && after) },
  ] as const;
  return (
    <div className="simulation-detail">
      {groups
        .filter(({ duties }) => duties.length > 0)
        .map(({ key, duties }) => (
          <div key={key}>
            <h3 className="small-heading">{t(`regimes.${key}`)}</h3>
            <ul className="reasons-list">
              {duties.map(({ id, before, after }) => (
                <Duty key={id} duty={(after ?? before) as OwedDuty} was={after ? before : null} />
              ))}
            </ul>
          </div>
        ))}
      {row.parameters.length > 0 && (
        <div>
          <h3 className="small-heading">{t('regimes.figures')}</h3>
          <ul className="reasons-list">
            {row.parameters.map((change) => (
              <FigureChange key={change.id} change={change} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Duty({ duty, was }: { duty: OwedDuty; was: OwedDuty | null }) {
  const { t, both } = useText();
  return (
    <li>
      {capital(both(duty.title))}{' '}
      <span className="muted">
        ({was && was.force !== duty.force && `${t(`regimes.force_${was.force}`)} → `}
        {t(`regimes.force_${duty.force}`)})
      </span>
      <Clause clause={duty.clause} mark={duty.mark} />
    </li>
  );
}

/** Old and new value with their grounds; a figure that stays is said once, its new ground beside the old. */
function FigureChange({ change }: { change: SimulationRow['parameters'][number] }) {
  const { t, both } = useText();
  const { title, before, after } = change;
  const same =
    before !== null && after !== null && before.value === after.value && before.unit === after.unit;
  return (
    <li>
      {both(title)}:{' '}
      {same ? (
        <>
          <Figure figure={after} /> <span className="muted">({t('regimes.groundOnly')})</span>
        </>
      ) : (
        <>
          <Figure figure={before} /> →{' '}
          <strong>
            <Figure figure={after} />
          </strong>
        </>
      )}
      <span className="figure-grounds">
        {before && <Clause clause={before.clause} mark={before.mark} />}
        {before && after && <span aria-hidden="true">→</span>}
        {after && <Clause clause={after.clause} mark={after.mark} />}
      </span>
    </li>
  );
}

function Figure({ figure }: { figure: RegimeFigure | null }) {
  const { t } = useText();
  if (figure === null) return t('regimes.noFigure');
  const { value, unit } = figure;
  if (value === null || value === undefined) return t('regimes.noValue');
  if (typeof value === 'boolean') return t(value ? 'regimes.required' : 'regimes.notRequired');
  const known = UNITS.find((one) => one === unit);
  if (known && typeof value === 'number') return t(`unitOf.${known}`, { count: value });
  return unit === 'date' ? dayText(String(value)) : String(value);
}
