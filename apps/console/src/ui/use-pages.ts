import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '../api/views-page';

/** A list read page by page with the server's cursor. */
export function usePages<Item>(
  queryKey: QueryKey,
  read: (cursor: string | undefined) => Promise<Page<Item>>,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
  });
  return { query, items: query.data?.pages.flatMap(({ items }) => items) ?? [] };
}
