import { Button } from 'antd';
import { useText } from '../i18n/use-text';

interface MoreButtonProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Under a list read page by page: more of it, or that there is no more. */
export function MoreButton({ query }: MoreButtonProps) {
  const { t } = useText();
  return (
    <div className="grid-foot">
      {query.hasNextPage ? (
        <Button
          onClick={() => query.fetchNextPage()}
          loading={query.isFetchingNextPage}
          data-testid="load-more"
        >
          {query.isFetchingNextPage ? t('page.loadingMore') : t('page.loadMore')}
        </Button>
      ) : (
        <span className="muted">{t('page.end')}</span>
      )}
    </div>
  );
}
