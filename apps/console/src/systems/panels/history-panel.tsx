import type { StatusChange } from '@khien/model';
import { getSystemHistory } from '../../api/systems';
import { useControlTitles } from '../../controls/use-control-titles';
import { useText } from '../../i18n/use-text';
import { Instant } from '../../ui/instant';
import { MoreButton } from '../../ui/more-button';
import { Panel } from '../../ui/panel';
import { LoadingPanel, ProblemPanel } from '../../ui/state-panel';
import { usePages } from '../../ui/use-pages';
import { changeValueKey } from '../change-words';

const CONTROL = 'control:';

/** What changed, when and why; what got worse is marked. Append-only. */
export function HistoryPanel({ systemId }: { systemId: string }) {
  const { t } = useText();
  const { query, items } = usePages(['systems', 'history', systemId], (cursor) =>
    getSystemHistory(systemId, cursor),
  );
  const titleOf = useControlTitles(
    systemId,
    items.some(({ subject }) => subject.startsWith(CONTROL)),
  );
  return (
    <Panel title={t('system.history')}>
      {query.isPending && <LoadingPanel />}
      {query.isError && items.length === 0 && (
        <ProblemPanel
          title={t('system.historyFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && items.length === 0 && <p className="muted">{t('system.noHistory')}</p>}
      <ul className="lines history">
        {items.map((change) => (
          <Change key={change._id} change={change} titleOf={titleOf} />
        ))}
      </ul>
      <MoreButton query={query} />
    </Panel>
  );
}

interface ChangeProps {
  change: StatusChange;
  titleOf: (controlId: string) => string;
}

function Change({ change, titleOf }: ChangeProps) {
  const { t, both } = useText();
  const word = (value: string) => {
    const key = changeValueKey(change.subject, value);
    return key ? t(key) : value;
  };
  return (
    <li>
      <span>
        <strong>{useSubject(change.subject, titleOf)}</strong>: {word(change.from)} →{' '}
        <span className={change.worse ? 'overdue' : undefined}>
          {word(change.to)}
          {change.worse && ` (${t('system.worse')})`}
        </span>
        {change.reasons.map((reason) => (
          <span key={reason.vi} className="sub">
            {both(reason)}
          </span>
        ))}
      </span>
      <span className="line-end muted">
        <Instant at={change.at} />
      </span>
    </li>
  );
}

function useSubject(subject: string, titleOf: ChangeProps['titleOf']): string {
  const { t } = useText();
  const [kind, id = ''] = subject.split(':');
  if (kind === 'layer') return t('protection.layer', { layer: id });
  if (kind === 'control') return t('system.subjectControl', { title: titleOf(id) });
  if (kind === 'dossier') return t('system.dossier');
  return kind === 'deployment' ? t('deployment.label') : subject;
}
