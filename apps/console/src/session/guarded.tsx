import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { Navigate, useLocation } from 'react-router';
import { getSetup } from '../api/session';
import { useText } from '../i18n/use-text';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { SessionContext, useSessionQuery } from './use-session';

/** Lets only a signed-in person through; others go to sign in, or to set up a monitor that has nobody yet. */
export function Guarded({ children }: { children: ReactNode }) {
  const { t } = useText();
  const session = useSessionQuery();
  const setup = useQuery({
    queryKey: ['session', 'setup'],
    queryFn: getSetup,
    enabled: session.data === null,
    staleTime: 0,
    gcTime: 0,
  });
  const wasSignedIn = useRef(false);
  const { pathname, search } = useLocation();

  if (session.data) {
    wasSignedIn.current = true;
    return <SessionContext value={session.data}>{children}</SessionContext>;
  }
  const failed = session.error ?? setup.error;
  if (failed) {
    const again = () => void (session.error ? session.refetch() : setup.refetch());
    return <ProblemPanel title={t('app.name')} error={failed} onRetry={again} />;
  }
  if (session.isPending || setup.isFetching || !setup.data) return <LoadingPanel />;
  if (setup.data.needed) return <Navigate to="/setup" replace />;
  const words = new URLSearchParams({
    next: pathname + search,
    ...(wasSignedIn.current ? { expired: '1' } : {}),
  });
  return <Navigate to={`/login?${words}`} replace />;
}
