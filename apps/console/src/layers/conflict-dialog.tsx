import { useQuery } from '@tanstack/react-query';
import { getConflicts } from '../api/compliance';
import type { Conflict } from '../api/views-compliance';
import { useText } from '../i18n/use-text';
import { Clause } from '../ui/clause';
import { ConfidenceMark } from '../ui/confidence-mark';
import { Dialog } from '../ui/dialog';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';

/** The fourteen places where the plans disagree, each with the reading in force, why, and what else could be read. */
export function ConflictDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const conflicts = useQuery({ queryKey: ['compliance', 'conflicts'], queryFn: getConflicts });
  return (
    <Dialog title={t('layers.conflicts')} onClose={onClose} testId="dialog-conflicts">
      <p className="dialog-about">{t('layers.conflictsAbout')}</p>
      {conflicts.isPending && <LoadingPanel />}
      {conflicts.isError && (
        <ProblemPanel
          title={t('layers.conflictsFailed')}
          error={conflicts.error}
          onRetry={() => void conflicts.refetch()}
        />
      )}
      <ol className="conflicts">
        {conflicts.data?.items.map((conflict) => (
          <ConflictItem key={conflict.id} conflict={conflict} />
        ))}
      </ol>
    </Dialog>
  );
}

function ConflictItem({ conflict }: { conflict: Conflict }) {
  const { t, both } = useText();
  const { chosen, options, choice, chosenBy } = conflict;
  return (
    <li className="conflict">
      <h3>
        <span className="muted">{conflict.id}.</span> {both(conflict.text)}
      </h3>
      <Clause clause={conflict.clause} mark={conflict.mark} />
      <p className="conflict-chosen">
        {t('layers.inForce')}: <strong>{choice ? both(choice) : t('layers.noneChosen')}</strong>
        {chosenBy && (
          <>
            {' '}
            <Clause clause={chosenBy.clause} mark={chosenBy.mark} />
          </>
        )}
      </p>
      <p className="muted">{both(conflict.why)}</p>
      <details>
        <summary>{t('layers.options', { count: options.length })}</summary>
        <ul className="reasons-list">
          {options.map((option) => (
            <li key={option.id} className={option.id === chosen ? 'strong' : undefined}>
              {both(option.text)}
              <span className="sub">
                {option.source} <ConfidenceMark mark={option.mark} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
