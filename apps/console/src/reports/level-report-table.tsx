import { Link } from 'react-router';
import type { LevelReportRow } from '../api/views-reports';
import { useText } from '../i18n/use-text';

const COLUMNS = [
  'owner',
  'operator',
  'level',
  'status',
  'decision',
  'regulation',
  'expectedApproval',
  'deployment',
  'expectedDeployment',
  'assessed',
] as const;

/** The twelve columns of section 3, with the values the form prints. */
export function LevelReportTable({ rows }: { rows: readonly LevelReportRow[] }) {
  const { t } = useText();
  return (
    <>
      <h2 className="report-rows">{t('report.rows')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="grid-scroll" tabIndex={0} aria-label={t('report.rows')}>
        <table className="grid report-grid" data-testid="report-table">
          <caption className="visually-hidden">{t('report.rows')}</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('report.stt')}
              </th>
              <th scope="col">{t('report.column_name')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`report.column_${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.systemId}>
                <td className="number">{index + 1}</td>
                <th scope="row" lang="vi">
                  <Link to={`/systems/${encodeURIComponent(row.systemId)}`}>{row.name}</Link>
                </th>
                {COLUMNS.map((column) => (
                  <td key={column} lang="vi">
                    {row[column] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
