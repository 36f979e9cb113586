import type { Agency, StatusChange, System } from '@khien/model';
import { type Download, download, request } from './http';
import type { LevelAnswer } from './views-level';
import type { Page } from './views-page';
import type { SheetNote } from './views-register';
import type { SystemDetail, SystemList, SystemQuery, SystemRow } from './views-systems';

const id = encodeURIComponent;

/** Bodies in scope with the version of their card, and by name only those above them. */
export type SeenAgency = Agency & { version?: number; inScope?: boolean };
export const getAgencies = () => request<{ items: SeenAgency[] }>({ path: '/agencies' });

export const getSystems = (query: SystemQuery, cursor: string | undefined) =>
  request<SystemList>({ path: '/systems', query: { ...query, limit: 100, cursor } });
export const getSystem = (systemId: string) => request<SystemDetail>({ path: `/systems/${id(systemId)}` });

/** What is odd about the card without being wrong (an address another card has too) comes as notes. */
export interface SavedCard {
  system: System;
  version: number;
  notes?: SheetNote[];
}

export const postSystem = (system: System, once: string) =>
  request<SavedCard>({ method: 'POST', path: '/systems', body: system, once });
export const putSystem = (system: System, version: number) =>
  request<SavedCard>({
    method: 'PUT',
    path: `/systems/${id(system.id)}`,
    body: system,
    ifMatch: version,
  });

/** Every system in scope, for list boxes; a province has hundreds, not thousands. */
export async function getEverySystem(): Promise<SystemRow[]> {
  const rows: SystemRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await getSystems({ sort: 'name' }, cursor);
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && rows.length < 5000);
  return rows;
}

/** What level the facts give; nothing is stored. */
export const postLevel = (systemId: string, facts: Record<string, unknown>, signal?: AbortSignal) =>
  request<{ answer: LevelAnswer }>({
    method: 'POST',
    path: `/systems/${id(systemId)}/level`,
    body: { facts },
    ...(signal ? { signal } : {}),
  });

export const getSystemHistory = (systemId: string, cursor: string | undefined) =>
  request<Page<StatusChange>>({ path: `/systems/${id(systemId)}/history`, query: { cursor } });

export type SystemDocument = 'system-profile' | 'gap-list' | 'four-layers';
export type DocumentFormat = 'docx' | 'pdf';
export const downloadSystemDocument = (
  systemId: string,
  kind: SystemDocument,
  format: DocumentFormat,
): Promise<Download> =>
  download(
    { path: `/systems/${id(systemId)}/documents/${kind}`, query: { format } },
    `${systemId}-${kind}.${format}`,
  );
