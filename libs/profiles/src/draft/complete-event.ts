import type { EventDraft } from '@khien/model';
import { relatedOf } from '../decode/related';

/** Fills the words every event carries where the source left them out, and `related.*` from what the event names. */
export function completeEvent(event: EventDraft): EventDraft {
  const words = event.event;
  words.category ??= [categoryOf(event)];
  words.type ??= ['info'];
  words.action ??= words.code ?? words.dataset ?? words.category[0] ?? 'unknown';
  words.outcome ??= outcomeOf(event.http?.response?.status_code);
  const related = relatedOf(namesIn(event));
  if (related) event.related = event.related ? { ...event.related, ...related } : related;
  return event;
}

function categoryOf(event: EventDraft): string {
  if (event.access) return 'api';
  if (event.http || event.url) return 'web';
  if (event.email) return 'email';
  if (event.registry) return 'registry';
  if (event.file) return 'file';
  if (event.dns || event.network || (event.source && event.destination)) return 'network';
  return event.process ? 'process' : 'host';
}

function outcomeOf(status: number | undefined): 'success' | 'failure' | 'unknown' {
  if (status === undefined) return 'unknown';
  return status >= 400 ? 'failure' : 'success';
}

function namesIn(event: EventDraft) {
  const { host, user, related } = event;
  const names = {
    ip: related?.ip?.slice() ?? [],
    user: related?.user?.slice() ?? [],
    hosts: related?.hosts?.slice() ?? [],
  };
  addPresent(names.user, user?.name, user?.target?.name, user?.effective?.name);
  addPresent(names.hosts, host?.name, host?.hostname, event.observer?.hostname, event.url?.domain);
  for (const end of [event.source, event.destination, event.client, event.server]) {
    if (!end) continue;
    addPresent(names.ip, end.ip);
    addPresent(names.user, end.user?.name);
    addPresent(names.hosts, end.domain);
  }
  if (host?.ip) addPresent(names.ip, ...host.ip);
  return names;
}

function addPresent(list: string[], ...names: Array<string | undefined>): void {
  for (const name of names) if (name !== undefined) list.push(name);
}
