import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import type { SectionSpec } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import { Clause } from '../../ui/clause';
import { placeLink } from '../dossier-tab';
import type { DossierView } from '../use-dossier';
import { ConflictPanel } from './conflict-panel';
import { FieldEditor } from './field-editor';
import { InheritPanel } from './inherit-panel';
import { SaveLine } from './save-line';
import type { SectionSaver } from './section-saver';
import { useSectionStatus } from './use-savers';

interface SectionEditorProps {
  spec: SectionSpec;
  saver: SectionSaver;
  view: DossierView;
  /** To go to at once. */
  field: string | undefined;
  before: SectionSpec | undefined;
  after: SectionSpec | undefined;
}

export const fieldId = (section: string, field: string): string => `field-${section}-${field}`;

/** The questions of one section. */
export function SectionEditor({ spec, saver, view, field, before, after }: SectionEditorProps) {
  const { t, both } = useText();
  const status = useSectionStatus(saver);
  const { detail, form } = view;
  const progress = detail.completeness.perSection.find(({ section }) => section === spec.id);
  const missing = new Set(progress?.missing.map((one) => one.field));
  const cards = new Map(
    form.questions.filter(({ section }) => section === spec.id).map((one) => [one.field, one.card]),
  );
  useJump(spec.id, field);
  return (
    <section className="panel section-editor" aria-labelledby={`section-title-${spec.id}`}>
      <header className="section-head">
        <h2 id={`section-title-${spec.id}`}>{both(spec.title)}</h2>
        <SaveLine status={status} onRetry={() => void saver.flush()} />
      </header>
      <p className="muted section-intro">{both(spec.intro)}</p>
      <Clause clause={spec.clause} mark={spec.mark} />
      {status.state === 'overtaken' && (
        <ConflictPanel spec={spec} status={status} view={view} onSettle={saver.settle} />
      )}
      <InheritPanel spec={spec} saver={saver} status={status} view={view} />
      <div className="fields">
        {spec.fields.map((one) => (
          <FieldEditor
            key={one.id}
            id={fieldId(spec.id, one.id)}
            field={one}
            answer={status.draft.answers[one.id]}
            card={cards.get(one.id)}
            missing={missing.has(one.id)}
            files={status.draft.files}
            systemId={form.system.id}
            onAnswer={(answer) => saver.answer(one.id, answer)}
            onFiles={(answer, files) =>
              saver.change({ answers: { ...saver.status().draft.answers, [one.id]: answer }, files })
            }
          />
        ))}
      </div>
      <nav className="section-foot" aria-label={t('dossiers.sections')}>
        {before ? (
          <Link to={placeLink({ tab: 'form', section: before.id })} replace>
            ← {both(before.title)}
          </Link>
        ) : (
          <span />
        )}
        {after ? (
          <Link to={placeLink({ tab: 'form', section: after.id })} replace data-testid="next-section">
            {both(after.title)} →
          </Link>
        ) : (
          <Link to={placeLink({ tab: 'work' })} data-testid="to-work">
            <Button type="primary">{t('dossiers.toWork')}</Button>
          </Link>
        )}
      </nav>
    </section>
  );
}

/** Goes to a field that was asked for; a section begun anew starts at its top. */
function useJump(section: string, field: string | undefined): void {
  const { key, search } = useLocation();
  const done = useRef('');
  useEffect(() => {
    if (done.current === key) return;
    done.current = key;
    if (field === undefined) {
      // Where the list of sections stands above its questions, choosing one leads down to them.
      if (search.includes('section=') && matchMedia('(max-width: 1100px)').matches)
        document.querySelector('.section-editor')?.scrollIntoView({ block: 'start' });
      return;
    }
    const box = document.getElementById(fieldId(section, field));
    box?.scrollIntoView({ block: 'center' });
    box?.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
  }, [key, search, section, field]);
}
