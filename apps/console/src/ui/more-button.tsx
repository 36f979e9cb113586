import { Button } from 'antd';
import { useText } from '../i18n/use-text';

interface MoreButtonProps {
  query: {
    data: { pages: readonly unknown[] } | undefined;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}

/** Under a list read page by page: more of it, or that there is no more. */
export function MoreButton({ query }: MoreButtonProps) {
  const { t } = useText();
  if (!query.hasNextPage && (query.data?.pages.length ?? 0) < 2) return null;
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
