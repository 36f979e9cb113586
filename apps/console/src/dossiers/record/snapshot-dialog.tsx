import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { getSnapshot } from '../../api/dossiers';
import { useText } from '../../i18n/use-text';
import { Dialog } from '../../ui/dialog';
import { VerdictMark } from '../../ui/marks';
import { LoadingPanel, ProblemPanel } from '../../ui/state-panel';
import { AnswerText } from '../form/answer-text';
import type { DossierView } from '../use-dossier';
import { readContent } from './snapshot-content';

interface SnapshotDialogProps {
  hash: string;
  view: DossierView;
  onClose: () => void;
}

/** What was held when somebody signed under it, and whether it still gives its hash. */
export function SnapshotDialog({ hash, view, onClose }: SnapshotDialogProps) {
  const { t, both } = useText();
  const { dossier, specs } = view.detail;
  const snapshot = useQuery({
    queryKey: ['dossiers', 'snapshot', dossier._id, hash],
    queryFn: () => getSnapshot(dossier._id, hash),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const content = readContent(snapshot.data?.content);
  const placeOf = (section: string) => specs.findIndex(({ id }) => id === section);
  const sections = [...content.sections].sort((one, other) => placeOf(one.section) - placeOf(other.section));
  return (
    <Dialog
      title={t('dossiers.snapshotTitle')}
      onClose={onClose}
      testId="dialog-snapshot"
      foot={<Button onClick={onClose}>{t('page.close')}</Button>}
    >
      {snapshot.isPending && <LoadingPanel />}
      {snapshot.isError && <ProblemPanel title={t('dossiers.snapshotFailed')} error={snapshot.error} />}
      {snapshot.data && (
        <div className="snapshot">
          <p data-testid="snapshot-verdict">
            {snapshot.data.verified ? (
              <VerdictMark verdict="good">{t('dossiers.verified')}</VerdictMark>
            ) : (
              <VerdictMark verdict="bad">{t('dossiers.notVerified')}</VerdictMark>
            )}
          </p>
          <p className="code">{hash}</p>
          <p className="muted">{t('dossiers.snapshotHolds', { count: content.controls })}</p>
          {sections.map(({ section, answers, files }) => {
            const spec = specs.find(({ id }) => id === section);
            return (
              <details key={section}>
                <summary>{spec ? both(spec.title) : section}</summary>
                <dl className="answers">
                  {Object.entries(answers).map(([id, answer]) => {
                    const field = spec?.fields.find((one) => one.id === id);
                    return (
                      <div key={id}>
                        <dt>{field ? both(field.label) : id}</dt>
                        <dd>
                          <AnswerText field={field} answer={answer} files={files} />
                        </dd>
                      </div>
                    );
                  })}
                </dl>
              </details>
            );
          })}
        </div>
      )}
    </Dialog>
  );
}
