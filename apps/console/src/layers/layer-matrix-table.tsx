import { Link } from 'react-router';
import type { LayerCell, LayerRow } from '../api/views-compliance';
import { dayText } from '../format/day';
import { useText } from '../i18n/use-text';
import { LayerMark } from '../ui/compliance-marks';
import { LevelBadge } from '../ui/level-badge';

interface LayerMatrixTableProps {
  rows: readonly LayerRow[];
  onAsk: (row: LayerRow, cell: LayerCell) => void;
}

const LAYERS = [1, 2, 3, 4] as const;

export function LayerMatrixTable({ rows, onAsk }: LayerMatrixTableProps) {
  const { t } = useText();
  return (
    <table className="grid grid-stack layer-grid" data-testid="layer-table">
      <caption className="visually-hidden">{t('layers.table')}</caption>
      <thead>
        <tr>
          <th scope="col">
            {t('systems.name')}
            <span className="sub">{t('systems.agency')}</span>
          </th>
          <th scope="col" className="col-level">
            {t('systems.level')}
            <span className="sub">{t('layers.levelUsed')}</span>
          </th>
          {LAYERS.map((layer) => (
            <th key={layer} scope="col" className="col-verdict">
              {t('protection.layer', { layer })}
              <span className="sub">{t(`protection.short_${layer}`)}</span>
            </th>
          ))}
          <th scope="col" className="col-technical">
            {t('system.technical')}
            <span className="sub">{t('system.advisory')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.systemId} row={row} onAsk={onAsk} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, onAsk }: { row: LayerRow; onAsk: LayerMatrixTableProps['onAsk'] }) {
  const { t, both } = useText();
  return (
    <tr data-testid={`layers-${row.systemId}`}>
      <th scope="row">
        <Link to={`/systems/${encodeURIComponent(row.systemId)}`}>{both(row.name)}</Link>
        <span className="sub">{both(row.agencyName)}</span>
      </th>
      <td data-label={t('systems.level')}>
        <LevelBadge level={row.level} />
      </td>
      {LAYERS.map((layer) => {
        const cell = row.layers.find((one) => one.layer === layer);
        return (
          <td key={layer} data-label={t('protection.layer', { layer })}>
            {cell ? (
              <button type="button" className="cell-button" onClick={() => onAsk(row, cell)}>
                <LayerMark verdict={cell.verdict} />
                {cell.expiresOn && (
                  <span className="sub">{t('layers.until', { day: dayText(cell.expiresOn) })}</span>
                )}
              </button>
            ) : (
              <span className="muted">{t('layers.notComputed')}</span>
            )}
          </td>
        );
      })}
      <td data-label={t('system.technical')}>
        <ul className="technical-marks">
          {row.technical.map(({ layer, verdict }) => (
            <li
              key={layer}
              data-name={t(`technical.${layer}`)}
              title={`${t(`technical.${layer}`)}: ${t(`verdict.${verdict}`)}`}
            >
              <span className="visually-hidden">{t(`technical.${layer}`)}: </span>
              <LayerMark verdict={verdict} short />
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
