import type { Activity } from '@khien/model';

/** Where the subject of a step can be seen, if anywhere. */
export function pageOf({ kind, id }: Activity['subject']): string | undefined {
  if (kind === 'source') return `/sources/${encodeURIComponent(id)}`;
  // The register as a whole is exported under this name.
  if (kind === 'system') return id === 'register' ? '/systems' : `/systems/${encodeURIComponent(id)}`;
  if (kind === 'dossier') return `/dossiers/${encodeURIComponent(id)}`;
  if (kind !== 'document') return undefined;
  const [about = ''] = id.split('/');
  const system = /^system:(.+)$/.exec(about)?.[1];
  if (system) return `/systems/${encodeURIComponent(system)}`;
  const year = /^report:(\d{4})$/.exec(about)?.[1];
  return year ? `/reports/level?year=${year}` : undefined;
}
