import { type QueryClient, useQuery } from '@tanstack/react-query';
import { getDossier, getDossierForm } from '../api/dossiers';
import type { DossierDetail, DossierForm } from '../api/views-dossiers';

export const detailKey = (dossierId: string) => ['dossiers', 'detail', dossierId];
export const formKey = (dossierId: string) => ['dossiers', 'form', dossierId];

/** One dossier with the questions its level is asked. */
export function useDossier(dossierId: string) {
  const detail = useQuery({
    queryKey: detailKey(dossierId),
    queryFn: () => getDossier(dossierId),
    refetchInterval: 60_000,
  });
  const form = useQuery({ queryKey: formKey(dossierId), queryFn: () => getDossierForm(dossierId) });
  return { detail, form };
}

/** What a page about one dossier hands to its parts. */
export interface DossierView {
  detail: DossierDetail;
  form: DossierForm;
}

/** Takes over the state an act answered with, so that the next act starts from it and not from what was read before. */
export function takeOver(
  queries: QueryClient,
  { dossier, allowed }: Pick<DossierDetail, 'dossier' | 'allowed'>,
): void {
  queries.setQueryData<DossierDetail>(
    detailKey(dossier._id),
    (before) => before && { ...before, dossier, allowed },
  );
  readAgain(queries, dossier.systemId);
}

/** Reads everything about a dossier again, and the lists it stands in. */
export function readAgain(queries: QueryClient, systemId: string): void {
  void queries.invalidateQueries({ queryKey: ['dossiers'] });
  void queries.invalidateQueries({ queryKey: ['systems', 'detail', systemId] });
  void queries.invalidateQueries({ queryKey: ['systems', 'list'] });
  void queries.invalidateQueries({ queryKey: ['deadlines'] });
}
