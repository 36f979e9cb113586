import type { DossierSection } from '@khien/model';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { getDossier, putSection } from '../../api/dossiers';
import type { DossierDetail } from '../../api/views-dossiers';
import { detailKey } from '../use-dossier';
import { createSectionSaver, type SectionSaver, type SectionStatus } from './section-saver';

/** One saver for each section, kept as long as the dossier's page is open; leaving it saves what is not saved yet. */
export function useSavers(detail: DossierDetail): (section: string) => SectionSaver {
  const queries = useQueryClient();
  const savers = useRef(new Map<string, SectionSaver>());
  const dossierId = detail.dossier._id;
  const latest = useRef(detail);
  latest.current = detail;

  function saverOf(section: string): SectionSaver {
    const kept = savers.current.get(section);
    if (kept) return kept;
    const made = createSectionSaver({
      held: latest.current.sections.find((one) => one.section === section),
      async put(draft, version) {
        const saved = await putSection(dossierId, section, draft, version);
        queries.setQueryData<DossierDetail>(
          detailKey(dossierId),
          (before) =>
            before && {
              ...before,
              sections: withSection(before.sections, saved.section),
              completeness: saved.completeness,
            },
        );
        // What may be done next depends on it, and is worth asking once one stops writing.
        void queries.invalidateQueries({ queryKey: detailKey(dossierId) });
        void queries.invalidateQueries({ queryKey: ['dossiers', 'list'] });
        return saved.section;
      },
      async readAgain() {
        const fresh = await getDossier(dossierId);
        return fresh.sections.find((one) => one.section === section);
      },
      now: Date.now,
    });
    savers.current.set(section, made);
    return made;
  }

  useEffect(() => {
    for (const [section, saver] of savers.current)
      saver.refresh(detail.sections.find((one) => one.section === section));
  }, [detail.sections]);

  useEffect(() => {
    const kept = savers.current;
    const warn = (event: BeforeUnloadEvent) => {
      if (![...kept.values()].some((saver) => saver.isUnsaved())) return;
      for (const saver of kept.values()) void saver.flush();
      event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      for (const saver of kept.values()) void saver.flush();
    };
  }, []);

  return saverOf;
}

export function useSectionStatus(saver: SectionSaver): SectionStatus {
  return useSyncExternalStore(saver.subscribe, saver.status);
}

/** Whether something typed can only be saved by the person's decision: then leaving asks first. */
export function useStuck(savers: readonly SectionSaver[]): boolean {
  const [, again] = useState(0);
  useEffect(() => {
    const ends = savers.map((saver) => saver.subscribe(() => again((count) => count + 1)));
    return () => {
      for (const end of ends) end();
    };
  }, [savers]);
  return savers.some((saver) => ['failed', 'overtaken'].includes(saver.status().state));
}

function withSection(sections: readonly DossierSection[], saved: DossierSection): DossierSection[] {
  return [...sections.filter(({ section }) => section !== saved.section), saved];
}
