import { Link } from 'react-router';
import type { LayerCell, LayerRow } from '../api/views-compliance';
import { useText } from '../i18n/use-text';
import { Clause } from '../ui/clause';
import { DayText, LayerMark } from '../ui/compliance-marks';
import { LayerShape } from '../ui/compliance-shapes';
import { Dialog } from '../ui/dialog';

/** Why one layer of one system stands as it does. */
export function LayerDialog({ row, cell, onClose }: { row: LayerRow; cell: LayerCell; onClose: () => void }) {
  const { t, both } = useText();
  return (
    <Dialog title={both(row.name)} onClose={onClose} testId="dialog-layer">
      <p className="layer-head dialog-about">
        <span>
          {cell.layer}. {t(`protection.${cell.layer}`)}
        </span>
        <LayerMark verdict={cell.verdict} />
        {cell.expiresOn && (
          <span>
            {t('system.expires')} <DayText day={cell.expiresOn} />
          </span>
        )}
      </p>
      <ul className="layer-reasons">
        {cell.reasons.map((reason) => (
          <li key={`${reason.clause} ${reason.text.vi}`} className={`layer-${reason.verdict}`}>
            <LayerShape verdict={reason.verdict} />
            <span className="layer-reason">
              <span className="visually-hidden">{t(`verdict.${reason.verdict}`)}: </span>
              {both(reason.text)}
              <span className="layer-ground">
                <Clause clause={reason.clause} mark={reason.mark} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className="dialog-link">
        <Link to={`/systems/${encodeURIComponent(row.systemId)}`}>{t('layers.openSystem')}</Link>
      </p>
    </Dialog>
  );
}
