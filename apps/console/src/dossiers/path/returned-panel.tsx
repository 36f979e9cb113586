import { useText } from '../../i18n/use-text';
import { DayText } from '../../ui/compliance-marks';
import type { DossierView } from '../use-dossier';

const RETURNS = new Set(['found_incomplete', 'opinion_given', 'approval_refused']);

/** Sent back: what has to be supplemented or revised, by whom it was asked and when. */
export function ReturnedPanel({ view }: { view: DossierView }) {
  const { t } = useText();
  const { dossier, acts } = view.detail;
  if (dossier.toSupplement.length === 0) return null;
  const act = acts.findLast(({ event }) => RETURNS.has(event.kind));
  const { event } = act ?? {};
  const paper = event && 'paper' in event ? event.paper : undefined;
  return (
    <section className="panel returned" aria-labelledby="returned" data-testid="returned">
      <h2 id="returned">{t(dossier.step === 'revising' ? 'dossiers.toRevise' : 'dossiers.toSupplement')}</h2>
      {act && (
        <p className="muted">
          {act.actor.username} · <DayText day={act.on} />
          {paper && ` · ${t('dossiers.paperNumber', { number: paper.number })}`}
        </p>
      )}
      <ol className="returned-list" lang="vi">
        {dossier.toSupplement.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ol>
      <p className="muted">{t('dossiers.clockStands')}</p>
    </section>
  );
}
