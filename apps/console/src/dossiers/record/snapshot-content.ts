import type { Answers, SectionFile } from '../../api/views-dossiers';

export interface SnapshotSection {
  section: string;
  answers: Answers;
  files: SectionFile[];
}

/** What of a pinned content people read; an older format shows what it has. */
export function readContent(content: unknown): { sections: SnapshotSection[]; controls: number } {
  const given = isRecord(content) ? content : {};
  const sections = Array.isArray(given.sections) ? given.sections : [];
  return {
    sections: sections.flatMap((one) =>
      isRecord(one) && typeof one.section === 'string'
        ? [
            {
              section: one.section,
              answers: (isRecord(one.answers) ? one.answers : {}) as Answers,
              files: (Array.isArray(one.files) ? one.files : []) as SectionFile[],
            },
          ]
        : [],
    ),
    controls: Array.isArray(given.controls) ? given.controls.length : 0,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
