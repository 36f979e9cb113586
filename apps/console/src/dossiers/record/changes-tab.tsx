import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getDossierDiff } from '../../api/dossiers';
import type { FieldChange } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import { LoadingPanel, ProblemPanel, StatePanel } from '../../ui/state-panel';
import { AnswerText } from '../form/answer-text';
import type { DossierView } from '../use-dossier';
import './record.css';

/** What this determination says differently from the one before. */
export function ChangesTab({ view }: { view: DossierView }) {
  const { t } = useText();
  const { dossier } = view.detail;
  const diff = useQuery({
    queryKey: ['dossiers', 'diff', dossier._id],
    queryFn: () => getDossierDiff(dossier._id),
  });
  if (diff.isPending) return <LoadingPanel />;
  if (!diff.data)
    return (
      <ProblemPanel
        title={t('dossiers.changesFailed')}
        error={diff.error}
        onRetry={() => void diff.refetch()}
      />
    );
  const { against, changes } = diff.data;
  if (against === undefined)
    return <StatePanel title={t('dossiers.firstVersion')} help={t('dossiers.firstVersionHelp')} />;
  if (changes.length === 0) return <StatePanel title={t('dossiers.noChanges')} />;
  return (
    <section className="panel" aria-labelledby="changes">
      <h2 id="changes">{t('dossiers.changes')}</h2>
      <p className="muted card-about">
        {t('dossiers.changesAgainst')}{' '}
        <Link to={`/dossiers/${encodeURIComponent(against)}`}>
          {t('dossiers.determination', { count: Number(/\.v(\d+)$/.exec(against)?.[1] ?? 1) })}
        </Link>
      </p>
      <ul className="change-list">
        {changes.map((change) => (
          <Change key={`${change.section} ${change.field}`} change={change} view={view} />
        ))}
      </ul>
    </section>
  );
}

function Change({ change, view }: { change: FieldChange; view: DossierView }) {
  const { t, both } = useText();
  const spec = view.detail.specs.find(({ id }) => id === change.section);
  const field = spec?.fields.find(({ id }) => id === change.field);
  const { before, after } = change;
  return (
    <li>
      <h3>
        {both(change.label)} {spec && <span className="muted">{both(spec.title)}</span>}
      </h3>
      <div className="change-pair">
        <del className="change-before">
          <span className="muted">{t('dossiers.before')}</span>
          <AnswerText field={field} answer={before} files={[]} />
        </del>
        <ins className="change-after">
          <span className="muted">{t('dossiers.after')}</span>
          <AnswerText field={field} answer={after} files={[]} />
        </ins>
      </div>
    </li>
  );
}
