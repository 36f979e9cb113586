import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { getFeeds, makeFeed, revokeFeed } from '../api/deadlines';
import { useText } from '../i18n/use-text';
import { Dialog } from '../ui/dialog';
import { Instant } from '../ui/instant';
import { useProblemWords } from '../ui/state-panel';

/** A calendar address of one's own: shown once, revoked here. Whoever has it sees what its owner may see. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const feeds = useQuery({ queryKey: ['deadline-feeds'], queryFn: getFeeds });
  const readAgain = () => void queries.invalidateQueries({ queryKey: ['deadline-feeds'] });
  const making = useMutation({ mutationFn: makeFeed, onSuccess: readAgain, gcTime: 0 });
  const revoking = useMutation({ mutationFn: revokeFeed, onSuccess: readAgain });
  const refusal = useProblemWords(making.error ?? revoking.error ?? feeds.error);
  const live = (feeds.data?.items ?? []).filter(({ revokedAt }) => revokedAt === undefined);
  const url = making.data?.url;

  async function copy(): Promise<void> {
    if (!url) return;
    await navigator.clipboard?.writeText(url);
    void message.success(t('deadlines.copied'));
  }

  return (
    <Dialog
      title={t('deadlines.feedTitle')}
      onClose={onClose}
      testId="dialog-feed"
      foot={<Button onClick={onClose}>{t('page.close')}</Button>}
    >
      <p className="dialog-about">{t('deadlines.feedAbout')}</p>
      {refusal && (
        <p className="field-error" role="alert">
          {refusal}
        </p>
      )}
      {url ? (
        <div className="feed-address">
          <p>
            <strong>{t('deadlines.feedOnce')}</strong>
          </p>
          <Input
            readOnly
            value={url}
            className="code"
            aria-label={t('deadlines.feedTitle')}
            onFocus={(event) => event.target.select()}
            data-testid="feed-url"
          />
          {navigator.clipboard !== undefined && (
            <Button onClick={() => void copy()}>{t('deadlines.copy')}</Button>
          )}
        </div>
      ) : (
        <Button
          type="primary"
          loading={making.isPending}
          onClick={() => making.mutate()}
          data-testid="make-feed"
        >
          {t('deadlines.makeFeed')}
        </Button>
      )}
      <h3 className="small-heading">{t('deadlines.feeds')}</h3>
      {feeds.isSuccess && live.length === 0 && <p className="muted">{t('deadlines.noFeeds')}</p>}
      <ul className="lines">
        {live.map((one) => (
          <li key={one.id}>
            <span>
              {t('deadlines.feedMade')} <Instant at={one.createdAt} />
            </span>
            <Button
              size="small"
              danger
              loading={revoking.isPending && revoking.variables === one.id}
              onClick={() => revoking.mutate(one.id)}
              data-testid={`revoke-${one.id}`}
            >
              {t('deadlines.revoke')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
