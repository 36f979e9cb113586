import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { Link } from 'react-router';
import type { LevelAnswer } from '../api/views-level';
import type { SimulationRow } from '../api/views-regimes';
import { useText } from '../i18n/use-text';
import { LawText } from '../ui/law-text';
import { LevelBadge, UndecidedLevel } from '../ui/level-badge';
import { SimulationDetail } from './simulation-detail';

export function SimulationTable({ rows }: { rows: readonly SimulationRow[] }) {
  const { t } = useText();
  return (
    <table className="grid grid-stack regime-grid" data-testid="simulation-table">
      <caption className="visually-hidden">{t('regimes.table')}</caption>
      <thead>
        <tr>
          <th scope="col">
            {t('systems.name')}
            <span className="sub">{t('systems.agency')}</span>
          </th>
          <th scope="col" className="col-side">
            {t('regimes.before')}
          </th>
          <th scope="col" className="col-side">
            {t('regimes.after')}
          </th>
          <th scope="col" className="col-change">
            {t('regimes.change')}
          </th>
          <th scope="col" className="col-duties">
            {t('regimes.duties')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.systemId} row={row} />
        ))}
      </tbody>
    </table>
  );
}

const SIGNS = { raised: '↑', lowered: '↓', same: '=', open: '?' } as const;

function Row({ row }: { row: SimulationRow }) {
  const { t, both } = useText();
  const [open, setOpen] = useState(false);
  const comes = row.duties.filter(({ before }) => before === null).length;
  const goes = row.duties.filter(({ after }) => after === null).length;
  const others = row.duties.length - comes - goes + row.parameters.length;
  const nothing = row.duties.length + row.parameters.length === 0;
  return (
    <>
      <tr data-testid={`simulated-${row.systemId}`}>
        <th scope="row">
          <Link to={`/systems/${encodeURIComponent(row.systemId)}`}>{row.name}</Link>
          <span className="sub">{both(row.agencyName)}</span>
        </th>
        <td data-label={t('regimes.before')}>
          <Side answer={row.before} />
        </td>
        <td data-label={t('regimes.after')}>
          <Side answer={row.after} />
        </td>
        <td data-label={t('regimes.change')}>
          <span className={`regime-change regime-${row.change}`}>
            <span aria-hidden="true">{SIGNS[row.change]}</span> {t(`regimes.change_${row.change}`)}
          </span>
        </td>
        <td data-label={t('regimes.duties')}>
          {nothing ? (
            <span className="muted">{t('regimes.noDuties')}</span>
          ) : (
            <button
              type="button"
              className="expand"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              data-testid={`expand-${row.systemId}`}
            >
              {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
              {[
                comes > 0 && t('regimes.comes', { count: comes }),
                goes > 0 && t('regimes.goes', { count: goes }),
                others > 0 && t('regimes.others', { count: others }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr className="detail-row">
          <td colSpan={5}>
            <SimulationDetail row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

function Side({ answer }: { answer: LevelAnswer }) {
  const { level, floor, candidates, reasons } = answer;
  const wanted = level ?? floor;
  const clauses = [...new Set(reasons.filter((one) => one.level === wanted).map(({ clause }) => clause))];
  return (
    <>
      {level === null ? (
        <UndecidedLevel floor={floor} candidates={candidates} />
      ) : (
        <LevelBadge level={level} />
      )}
      {clauses.length > 0 && (
        <span className="sub">
          <LawText text={clauses.join(', ')} />
        </span>
      )}
    </>
  );
}
