import { useEffect, useState } from 'react';
import { ago, wallClock } from '../format/time';
import { useText } from '../i18n/use-text';
import { useNow } from '../ui/use-now';
import { useFreshness, useWatches } from './live-provider';
import { POLL_SECONDS } from './poll';

/** Says in the open that the screen may be behind, and how old it is. A line that comes back at once is not worth a word. */
export function FreshnessBanner() {
  const { t, language } = useText();
  const { state, heardAt, pollFailed } = useFreshness();
  const watches = useWatches();
  const away = useAwayFor(watches && state !== 'open', 4_000);
  const now = useNow(1_000);
  if (!away) return null;
  return (
    <div className="banner" role="alert" data-testid="freshness-banner">
      <strong>{t('live.lost')}</strong>{' '}
      <span>{t('live.age', { time: wallClock(heardAt).time, ago: ago(heardAt, now, language) })}</span>{' '}
      <span>{pollFailed ? t('live.unreachable') : t('live.polling', { seconds: POLL_SECONDS })}</span>
    </div>
  );
}

function useAwayFor(away: boolean, ms: number): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!away) return setLong(false);
    const timer = setTimeout(() => setLong(true), ms);
    return () => clearTimeout(timer);
  }, [away, ms]);
  return long;
}
