import type { ProvinceLayer } from '../api/views-compliance';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { VERDICTS } from '../systems/system-filter';
import { LayerMark } from '../ui/compliance-marks';

/** The province layer by layer: how many systems stand how. Four answers, never one score. */
export function ProvinceStrip({ province }: { province: readonly ProvinceLayer[] }) {
  const { t, language } = useText();
  return (
    <ul className="province" data-testid="province">
      {province.map(({ layer, counts }) => {
        const inside = VERDICTS.filter((verdict) => verdict !== 'out_of_scope').reduce(
          (sum, verdict) => sum + (counts[verdict] ?? 0),
          0,
        );
        return (
          <li key={layer} className="panel province-layer">
            <h2>
              <span className="muted">{t('protection.layer', { layer })}</span>
              <span className="province-name">{t(`protection.${layer}`)}</span>
            </h2>
            <p className="province-figure">
              <strong>{whole(counts.met ?? 0, language)}</strong>
              <span className="muted">{t('layers.ofSystems', { count: inside })}</span>
            </p>
            <div className="share" aria-hidden="true">
              {VERDICTS.filter((verdict) => (counts[verdict] ?? 0) > 0).map((verdict) => (
                <span
                  key={verdict}
                  className={`share-part verdict-fill-${verdict}`}
                  ref={(part) => part?.style.setProperty('flex-grow', String(counts[verdict] ?? 0))}
                />
              ))}
            </div>
            <ul className="province-counts">
              {VERDICTS.filter((verdict) => (counts[verdict] ?? 0) > 0).map((verdict) => (
                <li key={verdict}>
                  <LayerMark verdict={verdict} />
                  <span className="number">{whole(counts[verdict] ?? 0, language)}</span>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
