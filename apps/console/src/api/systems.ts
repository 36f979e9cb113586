import type { Agency, StatusChange, System } from '@khien/model';
import { type Download, download, request } from './http';
import type { LevelAnswer } from './views-level';
import type { Page } from './views-page';
import type { SheetNote } from './views-register';
import type { SystemDetail, SystemList, SystemQuery } from './views-systems';

const id = encodeURIComponent;

export const getAgencies = () => request<{ items: Agency[] }>({ path: '/agencies' });

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
