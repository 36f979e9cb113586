import { Link } from 'react-router';
import type { SystemRow } from '../api/views-systems';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { DayText, LayerMark, StepMark } from '../ui/compliance-marks';
import { DueChip } from '../ui/due-chip';
import { LevelBadge } from '../ui/level-badge';
import { type Verdict, VerdictShape } from '../ui/shapes';
import { VERDICTS } from './system-filter';

const HEARD: Record<SystemRow['heard'], Verdict> = {
  alive: 'good',
  silent: 'bad',
  never: 'unsure',
  no_source: 'unsure',
};
const LAYERS = [1, 2, 3, 4] as const;

export function SystemTable({ rows }: { rows: readonly SystemRow[] }) {
  const { t } = useText();
  return (
    <>
      <table className="grid grid-stack system-grid" data-testid="system-table">
        <caption className="visually-hidden">{t('systems.table')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {t('systems.name')}
              <span className="sub">{t('systems.agency')}</span>
            </th>
            <th scope="col" className="col-level">
              {t('systems.level')}
            </th>
            <th scope="col" className="col-step">
              {t('step.label')}
            </th>
            {LAYERS.map((layer) => (
              <th key={layer} scope="col" className="col-layer">
                {t('protection.layer', { layer })}
                <span className="sub">{t(`protection.short_${layer}`)}</span>
              </th>
            ))}
            <th scope="col" className="number col-gaps">
              {t('systems.gaps')}
              <span className="sub">{t('systems.gapsOverdue')}</span>
            </th>
            <th scope="col" className="col-due">
              {t('systems.nextDeadline')}
            </th>
            <th scope="col" className="col-heard">
              {t('systems.heard')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      <p className="legend-line" aria-hidden="true">
        {VERDICTS.map((verdict) => (
          <LayerMark key={verdict} verdict={verdict} />
        ))}
      </p>
    </>
  );
}

function Row({ row }: { row: SystemRow }) {
  const { t, both, language } = useText();
  return (
    <tr data-testid={`system-${row.id}`}>
      <th scope="row">
        <Link to={`/systems/${encodeURIComponent(row.id)}`}>{both(row.name)}</Link>
        <span className="sub">
          {both(row.agencyName)}
          {row.stage && row.stage !== 'operating' && ` · ${t(`stage.${row.stage}`)}`}
        </span>
      </th>
      <td data-label={t('systems.level')}>
        <LevelBadge level={row.level} approved={row.approved} />
        {row.changes > 0 && <span className="sub redetermine">{t('systems.redetermine')}</span>}
      </td>
      <td data-label={t('step.label')}>
        <StepMark step={row.step} />
      </td>
      {LAYERS.map((layer) => (
        <td key={layer} className="col-layer" data-label={t('protection.layer', { layer })}>
          <LayerMark verdict={row.layers[layer - 1] ?? 'unverifiable'} short />
        </td>
      ))}
      <td className="number" data-label={t('systems.gaps')}>
        {row.step === 'not_started' && row.gaps.open === 0 ? '—' : whole(row.gaps.open, language)}
        {row.gaps.overdue > 0 && (
          <span className="sub overdue">{t('systems.overdue', { count: row.gaps.overdue })}</span>
        )}
      </td>
      <td data-label={t('systems.nextDeadline')}>
        {row.nextDeadline ? (
          <>
            <DueChip
              due={{
                state: row.nextDeadline.daysLeft < 0 ? 'overdue' : 'open',
                daysLeft: row.nextDeadline.daysLeft,
              }}
            />
            <span className="sub clip due-title" title={both(row.nextDeadline.title)}>
              <DayText day={row.nextDeadline.dueOn} /> · {both(row.nextDeadline.title)}
            </span>
          </>
        ) : (
          <span className="muted">—</span>
        )}
      </td>
      <td data-label={t('systems.heard')}>
        <span className={`mark heard verdict-${HEARD[row.heard]}`}>
          <VerdictShape verdict={HEARD[row.heard]} />
          {t(`heard.${row.heard}`)}
        </span>
      </td>
    </tr>
  );
}
