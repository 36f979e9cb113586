import { Button } from 'antd';
import { useState } from 'react';
import { getDeadLetters } from '../api/sources';
import type { DeadLetterView } from '../api/views-sources';
import { bytes } from '../format/number';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { Instant } from '../ui/instant';
import { MoreButton } from '../ui/more-button';
import { Panel } from '../ui/panel';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePages } from '../ui/use-pages';
import { OpenLetterDialog } from './open-letter-dialog';
import { ReplayDialog } from './replay-dialog';

type Asked = { open: DeadLetterView } | { replay: DeadLetterView | 'all' };

/** Records of a source that could not become events: why, and what can be done about it. */
export function DeadLetterPanel({ sourceId }: { sourceId: string }) {
  const { t } = useText();
  const can = useCan();
  const [asked, setAsked] = useState<Asked>();
  const { query, items } = usePages(['dead-letters', sourceId], (cursor) => getDeadLetters(sourceId, cursor));
  const close = () => setAsked(undefined);
  const replayable = items.some(({ state }) => state !== 'replayed');
  return (
    <Panel
      title={t('letters.title')}
      end={
        can('dead_letter.replay') &&
        replayable && (
          <Button onClick={() => setAsked({ replay: 'all' })} data-testid="replay-all">
            {t('letters.replayAll')}
          </Button>
        )
      }
    >
      {query.isPending && <LoadingPanel />}
      {query.isError && items.length === 0 && (
        <ProblemPanel
          title={t('letters.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && items.length === 0 && (
        <StatePanel title={t('letters.empty')} help={t('letters.emptyHelp')} level={3} />
      )}
      {items.length > 0 && (
        <>
          <LetterTable items={items} onAsk={setAsked} />
          <MoreButton query={query} />
        </>
      )}
      {asked && 'open' in asked && <OpenLetterDialog letter={asked.open} onClose={close} />}
      {asked && 'replay' in asked && <ReplayDialog sourceId={sourceId} what={asked.replay} onClose={close} />}
    </Panel>
  );
}

function LetterTable({ items, onAsk }: { items: DeadLetterView[]; onAsk: (asked: Asked) => void }) {
  const { t } = useText();
  const can = useCan();
  const acts = can('dead_letter.open') || can('dead_letter.replay');
  return (
    <table className="grid letter-grid" data-testid="letter-table">
      <caption className="visually-hidden">{t('letters.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('letters.received')}</th>
          <th scope="col">{t('letters.reason')}</th>
          <th scope="col">{t('letters.detail')}</th>
          <th scope="col" className="number">
            {t('letters.size')}
          </th>
          <th scope="col">{t('letters.state')}</th>
          {acts && (
            <th scope="col">
              <span className="visually-hidden">{t('activity.action')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((letter) => (
          <LetterRow key={letter.id} letter={letter} onAsk={onAsk} />
        ))}
      </tbody>
    </table>
  );
}

function LetterRow({ letter, onAsk }: { letter: DeadLetterView; onAsk: (asked: Asked) => void }) {
  const { t, language } = useText();
  const can = useCan();
  const [open, replay] = [can('dead_letter.open'), can('dead_letter.replay')];
  return (
    <tr data-testid={`letter-${letter.id}`}>
      <th scope="row">
        <Instant at={letter.receivedAt} />
      </th>
      <td>
        <span className="nowrap">{t(`letters.reason_${letter.reason}`)}</span>
        <span className="sub code">{letter.parser}</span>
      </td>
      <td className="letter-detail">
        {t(`letters.why_${letter.reason}`)}
        <span className="sub" lang="en">
          {t('letters.technical', { detail: letter.detail })}
        </span>
      </td>
      <td className="number">{bytes(letter.bytes, language)}</td>
      <td className="nowrap">{t(`letters.state_${letter.state}`)}</td>
      {(open || replay) && (
        <td className="letter-acts">
          {open && (
            <Button size="small" onClick={() => onAsk({ open: letter })} data-testid={`open-${letter.id}`}>
              {t('letters.open')}
            </Button>
          )}
          {replay && letter.state !== 'replayed' && (
            <Button
              size="small"
              onClick={() => onAsk({ replay: letter })}
              data-testid={`replay-${letter.id}`}
            >
              {t('letters.replay')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
