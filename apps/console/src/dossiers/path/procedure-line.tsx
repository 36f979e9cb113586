import { useText } from '../../i18n/use-text';
import { DossierClocks } from '../../systems/panels/dossier-clocks';
import type { DossierView } from '../use-dossier';
import { type Acting, procedureOf, type Station } from './procedure';
import { StationShape } from './station-shape';

/** The way of this dossier from draft to decision: what is done, where it is, who comes next. */
export function ProcedureLine({ view }: { view: DossierView }) {
  const { t } = useText();
  const { dossier } = view.detail;
  const stations = procedureOf(dossier);
  const low = dossier.track === 'L1-2' || dossier.track === undefined;
  return (
    <section className="panel procedure" aria-labelledby="procedure">
      <h2 id="procedure" className="visually-hidden">
        {t('dossiers.procedure')}
      </h2>
      <ol className="stations">
        {stations.map((station) => (
          <li
            key={station.key}
            className={`station station-${station.state}`}
            aria-current={station.state === 'current' || station.state === 'returned' ? 'step' : undefined}
          >
            <StationShape state={station.state} />
            <span className="station-words">
              <span className="station-name">{t(`dossiers.station_${nameOf(station, low)}`)}</span>
              <span className="visually-hidden"> ({t(`dossiers.stationState_${station.state}`)})</span>
              <span className="sub">
                <Who who={station.who} view={view} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      <DossierClocks clocks={dossier.clocks} systemId={dossier.systemId} />
    </section>
  );
}

const nameOf = ({ key }: Station, low: boolean) => (key === 'approve' && low ? 'appraiseApprove' : key);

function Who({ who, view }: { who: Acting; view: DossierView }) {
  const { t, both } = useText();
  const { parties } = view.form;
  if (who === 'central') return t('dossiers.central');
  // Without an independent appraiser the specialised unit appraises (Đ18.1, Đ18.2).
  const party = who === 'appraiser' ? (parties.appraiser ?? parties.specialisedUnit) : parties[who];
  return party ? both(party.name) : <span>{t('dossiers.nobodyNamed')}</span>;
}
