import { useEffect } from 'react';
import { useText } from '../i18n/use-text';

/** Names the browser tab; `waiting` new things are counted in front. */
export function usePageTitle(page: string, waiting = 0): void {
  const { t } = useText();
  const title = t('app.title', { page });
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
  }, [title, waiting]);
}
