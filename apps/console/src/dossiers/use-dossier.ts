import { type QueryClient, type QueryKey, useQuery } from '@tanstack/react-query';
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

/** Takes over the dossier an act answered with, so that the next act starts from it and the history shows it at once. */
export function takeOver(queries: QueryClient, answer: DossierDetail): void {
  queries.setQueryData(detailKey(answer.dossier._id), answer);
}

/** What an act on a dossier changes: the dossier, its system, and the lists they stand in. */
export const READS_OF_ACT: readonly QueryKey[] = [['dossiers'], ['systems'], ['deadlines']];
