import type { UserView } from '@khien/model';
import { request } from './http';
import type { Session } from './views-session';

export const getSetup = () => request<{ needed: boolean }>({ path: '/setup', renew: false });
export const postSetup = (body: {
  secret: string;
  username: string;
  displayName: string;
  password: string;
}) => request<{ user: UserView }>({ method: 'POST', path: '/setup', body, renew: false });

export const getSession = () => request<Session>({ path: '/session' });
export const signIn = (body: { username: string; password: string }) =>
  request<{ user: UserView }>({ method: 'POST', path: '/session', body, renew: false });
export const signOut = () => request<void>({ method: 'DELETE', path: '/session', renew: false });
