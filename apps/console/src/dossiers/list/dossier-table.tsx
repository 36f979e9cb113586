import { Link } from 'react-router';
import type { DossierRow } from '../../api/views-dossiers';
import { percent } from '../../format/number';
import { useText } from '../../i18n/use-text';
import { StepMark } from '../../ui/compliance-marks';
import { LevelBadge } from '../../ui/level-badge';
import { ClockChip } from './clock-chip';
import { levelOf } from './dossier-filter';

interface DossierTableProps {
  rows: readonly DossierRow[];
  caption: string;
  testId: string;
}

/** Where each dossier stands, who has to act, and how long they have. */
export function DossierTable({ rows, caption, testId }: DossierTableProps) {
  const { t } = useText();
  return (
    <table className="grid grid-stack dossier-grid" data-testid={testId}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            {t('dossiers.system')}
            <span className="sub">{t('dossiers.agency')}</span>
          </th>
          <th scope="col" className="col-level">
            {t('dossiers.level')}
          </th>
          <th scope="col" className="col-step">
            {t('dossiers.step')}
          </th>
          <th scope="col" className="number col-share">
            {t('dossiers.completeness')}
          </th>
          <th scope="col" className="col-who">
            {t('dossiers.waiting')}
          </th>
          <th scope="col" className="col-clock">
            {t('dossiers.clock')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: DossierRow }) {
  const { t, both, language } = useText();
  return (
    <tr data-testid={`dossier-${row.id}`}>
      <th scope="row">
        <Link to={`/dossiers/${encodeURIComponent(row.id)}`}>{both(row.systemName)}</Link>
        <span className="sub">
          {both(row.agencyName)}
          {row.determination > 1 && ` · ${t('dossiers.determination', { count: row.determination })}`}
        </span>
      </th>
      <td data-label={t('dossiers.level')}>
        <LevelBadge level={levelOf(row)} approved={row.approvedLevel !== undefined} />
      </td>
      <td data-label={t('dossiers.step')}>
        <StepMark step={row.step} />
      </td>
      <td className="number" data-label={t('dossiers.completeness')}>
        {percent(row.completeness / 100, language)}
      </td>
      <td data-label={t('dossiers.waiting')}>
        {row.waitingFor ? (
          <>
            {t(`dossiers.waits_${row.waitingFor}`)}
            {row.waitingUnit && <span className="sub">{both(row.waitingUnit.name)}</span>}
          </>
        ) : (
          <span className="muted">—</span>
        )}
      </td>
      <td data-label={t('dossiers.clock')}>
        {row.clock ? <ClockChip clock={row.clock} /> : <span className="muted">—</span>}
      </td>
    </tr>
  );
}
