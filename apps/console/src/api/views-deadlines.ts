import type { Deadline, DeadlineKind, Reminder } from '@khien/model';

export interface DeadlineQuery {
  from?: string;
  to?: string;
  kind?: DeadlineKind;
  state?: Deadline['state'];
  agencyId?: string;
  systemId?: string;
}

export interface DeadlineList {
  items: Deadline[];
  next?: string;
  reminders: Reminder[];
}

export interface CalendarFeed {
  id: string;
  createdAt: number;
  revokedAt?: number;
}
