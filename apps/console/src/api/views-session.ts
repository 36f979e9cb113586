import type { UserView } from '@khien/model';

export interface Session {
  user: UserView;
  capabilities: string[];
}
