import type { Agency } from '@khien/model';
import { request } from './http';

export interface SavedAgency {
  agency: Agency;
  version: number;
}

export const postAgency = (agency: Agency, once: string) =>
  request<SavedAgency>({ method: 'POST', path: '/agencies', body: agency, once });
export const putAgency = (agency: Agency, version: number) =>
  request<SavedAgency>({
    method: 'PUT',
    path: `/agencies/${encodeURIComponent(agency.id)}`,
    body: agency,
    ifMatch: version,
  });
