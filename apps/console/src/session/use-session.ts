import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { problemOf } from '../api/problem';
import { getSession } from '../api/session';
import type { Session } from '../api/views-session';

/** Actions the console asks about before it offers them; the API decides again at every call. */
export type Capability =
  | 'alert.read'
  | 'alert.acknowledge'
  | 'alert.close'
  | 'alert.reopen'
  | 'alert.note'
  | 'source.read'
  | 'dead_letter.read'
  | 'dead_letter.open'
  | 'dead_letter.replay'
  | 'activity.read'
  | 'activity.read_own'
  | 'register.read'
  | 'register.edit'
  | 'register.import'
  | 'dossier.read'
  | 'dossier.draft'
  | 'dossier.appraise'
  | 'dossier.approve'
  | 'evidence.read'
  | 'evidence.add'
  | 'exception.decide'
  | 'gap.plan'
  | 'compliance.read'
  | 'deadline.read'
  | 'document.make'
  | 'document.import'
  | 'regime.simulate';

/** The session, or null for nobody. */
export function useSessionQuery() {
  return useQuery({
    queryKey: ['session'],
    queryFn: readSession,
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: true,
  });
}

async function readSession(): Promise<Session | null> {
  try {
    return await getSession();
  } catch (error) {
    if (problemOf(error).status === 401) return null;
    throw error;
  }
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('console: no session around this component');
  return session;
}

export function useCan(): (action: Capability) => boolean {
  const { capabilities } = useSession();
  return (action) => capabilities.includes(action);
}
