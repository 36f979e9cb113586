import type { Dossier } from '@khien/model';
import { request } from './http';

const id = encodeURIComponent;

/** Starts the first dossier of a system, or a new determination (Đ25) with its reason. */
export const startDossier = (systemId: string, reason: string | undefined, once: string) =>
  request<{ dossier: Dossier }>({
    method: 'POST',
    path: `/systems/${id(systemId)}/dossiers`,
    body: reason ? { reason } : {},
    once,
  });
