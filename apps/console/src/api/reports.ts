import { download, request } from './http';
import type { LevelReport } from './views-reports';

export interface LevelReportQuery {
  year: number;
  agencyId?: string;
  /** Only the systems of this chủ quản. */
  ownerId?: string;
  /** Last line of section 1 as a person states it. */
  completionOn?: string;
}

export const getLevelReport = (query: LevelReportQuery) =>
  request<LevelReport>({ path: '/reports/level', query: { ...query } });
export const downloadLevelReport = (query: LevelReportQuery, format: 'docx' | 'pdf') =>
  download(
    { path: '/reports/level/document', query: { ...query, format } },
    `${['mau-08', query.year, query.ownerId ?? query.agencyId].filter(Boolean).join('-')}.${format}`,
  );
