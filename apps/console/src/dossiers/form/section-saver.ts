import type { DossierSection } from '@khien/model';
import { problemOf, wasOvertaken } from '../../api/problem';
import type { Answer, SectionDraft } from '../../api/views-dossiers';

export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed' | 'overtaken';

export interface SectionStatus {
  draft: SectionDraft;
  state: SaveState;
  /** Epoch ms of the last save of this page. */
  savedAt?: number;
  error?: unknown;
  /** What somebody else saved meanwhile. */
  theirs?: DossierSection;
}

interface SaverDeps {
  /** The section as it was read; undefined for one nobody has written. */
  held: DossierSection | undefined;
  put: (draft: SectionDraft, version: number) => Promise<DossierSection>;
  /** The section as it is stored now: asked for when somebody else was first. */
  readAgain: () => Promise<DossierSection | undefined>;
  now: () => number;
}

/** Stand still this long before a save. */
const PAUSE_MS = 1_000;

/**
 * Saves one section of the form by itself, a moment after the last change and one save at a time. Who was overtaken is asked
 * whose words count; nothing is written over, nothing is thrown away. One per section, kept while the page is open.
 */
export type SectionSaver = ReturnType<typeof createSectionSaver>;

export function createSectionSaver({ held, put, readAgain, now }: SaverDeps) {
  let version = held?.version ?? 0;
  let status: SectionStatus = { draft: draftOf(held), state: 'clean' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  const listeners = new Set<() => void>();

  function say(next: Partial<SectionStatus>): void {
    status = { ...status, ...next };
    for (const listener of listeners) listener();
  }

  const change = (part: Partial<SectionDraft>): void => replace({ ...status.draft, ...part });

  function replace(draft: SectionDraft): void {
    say({
      draft,
      // Who has to decide whose words count goes on typing, but nothing is saved until then.
      state: status.state === 'overtaken' ? 'overtaken' : status.state === 'saving' ? 'saving' : 'waiting',
    });
    if (status.state === 'overtaken') return;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), PAUSE_MS);
  }

  /** Saves at once what is not saved yet. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (underWay) {
      await underWay;
      if (status.state === 'waiting') await flush();
      return;
    }
    if (status.state !== 'waiting' && status.state !== 'failed') return;
    underWay = save().finally(() => {
      underWay = undefined;
    });
    await underWay;
  }

  async function save(): Promise<void> {
    const sent = status.draft;
    say({ state: 'saving' });
    try {
      const section = await put(sent, version);
      version = section.version;
      const changed = status.draft !== sent;
      say({ state: changed ? 'waiting' : 'saved', savedAt: now() });
      if (changed) timer = setTimeout(() => void flush(), PAUSE_MS);
    } catch (error) {
      if (wasOvertaken(error)) await meet(error);
      else say({ state: 'failed', error });
    }
  }

  /** Somebody else saved first. The very same words are no conflict. */
  async function meet(error: unknown): Promise<void> {
    const theirs = await readAgain().catch(() => undefined);
    if (!theirs) {
      say({ state: 'failed', error });
      return;
    }
    if (sameDraft(draftOf(theirs), status.draft)) {
      version = theirs.version;
      say({ state: 'saved', savedAt: now() });
      return;
    }
    say({ state: 'overtaken', theirs, error });
  }

  /** Ends a conflict: `theirs` takes over what was saved, `mine` writes over it in full knowledge. */
  function settle(whose: 'theirs' | 'mine'): void {
    const { theirs } = status;
    if (!theirs) return;
    version = theirs.version;
    const { theirs: _theirs, error: _error, ...rest } = status;
    status = rest;
    if (whose === 'theirs') {
      say({ draft: draftOf(theirs), state: 'clean' });
      return;
    }
    say({ state: 'waiting' });
    void flush();
  }

  return {
    status: () => status,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change,
    replace,
    answer(field: string, answer: Answer | undefined): void {
      const { [field]: _before, ...others } = status.draft.answers;
      change({ answers: answer === undefined ? others : { ...others, [field]: answer } });
    },
    flush,
    settle,
    /** What was read again from the server, taken over while nothing of one's own is unsaved. */
    refresh(section: DossierSection | undefined): void {
      if (!section || section.version <= version || !['clean', 'saved'].includes(status.state)) return;
      version = section.version;
      say({ draft: draftOf(section) });
    },
    isUnsaved: () => ['waiting', 'saving', 'failed', 'overtaken'].includes(status.state),
  };
}

export function draftOf(section: DossierSection | undefined): SectionDraft {
  const { answers = {}, files = [], inheritedFrom } = section ?? {};
  return { answers, files, ...(inheritedFrom === undefined ? {} : { inheritedFrom }) };
}

/** Fields two drafts say differently about. */
export function differing(one: SectionDraft, other: SectionDraft): string[] {
  const fields = new Set([...Object.keys(one.answers), ...Object.keys(other.answers)]);
  return [...fields].filter(
    (field) => JSON.stringify(one.answers[field]) !== JSON.stringify(other.answers[field]),
  );
}

function sameDraft(one: SectionDraft, other: SectionDraft): boolean {
  return (
    differing(one, other).length === 0 &&
    JSON.stringify(one.files) === JSON.stringify(other.files) &&
    one.inheritedFrom === other.inheritedFrom
  );
}

/** A failure that trying again cannot mend: what was typed is refused as it stands. */
export const isRefusal = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
};
