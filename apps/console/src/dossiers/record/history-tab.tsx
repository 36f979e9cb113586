import type { DossierAct } from '@khien/model';
import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '../../i18n/use-text';
import { useAgencies } from '../../systems/use-agencies';
import { DayText } from '../../ui/compliance-marks';
import { Instant } from '../../ui/instant';
import type { DossierView } from '../use-dossier';
import { ActWords } from './act-words';
import { SnapshotDialog } from './snapshot-dialog';
import './record.css';

/** Every act on the dossier: who, for which unit, on which legal day, by which paper, on what contents. */
export function HistoryTab({ view }: { view: DossierView }) {
  const { t } = useText();
  const [snapshot, setSnapshot] = useState<string>();
  const acts = [...view.detail.acts].reverse();
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">{t('dossiers.history')}</h2>
      <p className="muted card-about">{t('dossiers.historyAbout')}</p>
      <ol className="act-history" data-testid="act-history">
        {acts.map((act) => (
          <Act key={act._id} act={act} view={view} onSnapshot={setSnapshot} />
        ))}
      </ol>
      {snapshot && <SnapshotDialog hash={snapshot} view={view} onClose={() => setSnapshot(undefined)} />}
    </section>
  );
}

function Act({
  act,
  view,
  onSnapshot,
}: {
  act: DossierAct;
  view: DossierView;
  onSnapshot: (hash: string) => void;
}) {
  const { t, both } = useText();
  const agencies = useAgencies();
  const { event, actor, unit } = act;
  // Bodies with a role in the procedure may lie outside what this person sees of the register.
  const party = Object.values(view.form.parties).find(({ id }) => id === unit);
  return (
    <li>
      <div className="act-when">
        <DayText day={act.on} />
        <span className="sub">{t('dossiers.actNumber', { number: act.seq })}</span>
      </div>
      <div>
        <h3>{t(`dossierAct.${event.kind}`)}</h3>
        <ActWords event={event} view={view} />
        <p className="muted">
          {actor.username}
          {unit && ` · ${party ? both(party.name) : agencies.nameOf(unit)}`} · {t('dossiers.recordedAt')}{' '}
          <Instant at={act.at} />
        </p>
        {act.snapshot && (
          <p className="act-snapshot">
            <Button
              size="small"
              onClick={() => onSnapshot(act.snapshot ?? '')}
              data-testid={`snapshot-${act.seq}`}
            >
              {t('dossiers.snapshot')}
            </Button>
            <span className="code muted">{act.snapshot.slice(0, 16)}…</span>
          </p>
        )}
      </div>
    </li>
  );
}
