import type { GapPlan } from '@khien/model';
import { request } from './http';
import type { ControlList, GapDraft } from './views-controls';

const id = encodeURIComponent;

export const getControls = (systemId: string) =>
  request<ControlList>({ path: `/systems/${id(systemId)}/controls` });

/** `version`: of the plan as it was read, 0 for a new one. */
export const putGap = (systemId: string, controlId: string, draft: GapDraft, version: number) =>
  request<{ gap: GapPlan }>({
    method: 'PUT',
    path: `/systems/${id(systemId)}/gaps/${id(controlId)}`,
    body: draft,
    ifMatch: version,
  });
