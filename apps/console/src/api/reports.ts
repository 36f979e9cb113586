import { download, request } from './http';
import type { LevelReport } from './views-reports';

export const getLevelReport = (year: number) =>
  request<LevelReport>({ path: '/reports/level', query: { year } });
export const downloadLevelReport = (year: number, format: 'docx' | 'pdf') =>
  download({ path: '/reports/level/document', query: { year, format } }, `mau-08-${year}.${format}`);
