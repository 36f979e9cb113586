import { useMemo, useRef } from 'react';
import { Link } from 'react-router';
import { useText } from '../../i18n/use-text';
import { VerdictShape } from '../../ui/shapes';
import { UnsavedGuard } from '../../ui/unsaved-guard';
import { type Place, placeLink } from '../dossier-tab';
import type { DossierView } from '../use-dossier';
import { SectionEditor } from './section-editor';
import type { SectionSaver } from './section-saver';
import { SectionText } from './section-text';
import { useSavers, useStuck } from './use-savers';
import './form.css';

/** The dossier's form: sections on the left, the questions of one on the right, saved by itself. */
export function FormTab({ view, place }: { view: DossierView; place: Place }) {
  const { detail, form } = view;
  const saverOf = useSavers(detail);
  const asked = useMemo(() => sectionsOf(view), [view]);
  const savers = useRef<SectionSaver[]>([]);
  if (form.editable) savers.current = asked.map(({ id }) => saverOf(id));
  const stuck = useStuck(useStable(savers.current));
  const shown = asked.find(({ id }) => id === place.section) ?? asked[0];
  if (!shown) return null;
  const at = asked.indexOf(shown);
  return (
    <div className="form-tab">
      <UnsavedGuard dirty={stuck} />
      <SectionNav view={view} sections={asked} chosen={shown.id} />
      {form.editable ? (
        <SectionEditor
          key={shown.id}
          spec={shown}
          saver={saverOf(shown.id)}
          view={view}
          field={place.tab === 'form' ? place.field : undefined}
          before={asked[at - 1]}
          after={asked[at + 1]}
        />
      ) : (
        <SectionText key={shown.id} spec={shown} view={view} />
      )}
    </div>
  );
}

/** The sections and questions that this level is asked, in the order of the form. */
export function sectionsOf({ detail, form }: DossierView) {
  const asked = new Set(form.questions.map(({ section, field }) => `${section} ${field}`));
  return [...detail.specs]
    .sort((one, other) => one.order - other.order)
    .map((spec) => ({ ...spec, fields: spec.fields.filter(({ id }) => asked.has(`${spec.id} ${id}`)) }))
    .filter(({ fields }) => fields.length > 0);
}

/** The same list as long as it holds the same savers. */
function useStable(savers: SectionSaver[]): SectionSaver[] {
  const kept = useRef(savers);
  if (kept.current.length !== savers.length || savers.some((saver, at) => saver !== kept.current[at]))
    kept.current = savers;
  return kept.current;
}

function SectionNav({
  view,
  sections,
  chosen,
}: {
  view: DossierView;
  sections: ReturnType<typeof sectionsOf>;
  chosen: string;
}) {
  const { t, both } = useText();
  const { completeness } = view.detail;
  return (
    <nav className="panel section-nav" aria-label={t('dossiers.sections')}>
      <p className="section-percent" data-testid="completeness">
        {t('dossiers.percentDone', { percent: completeness.percent })}
      </p>
      <progress className="section-progress" max={100} value={completeness.percent} aria-hidden="true" />
      <ol>
        {sections.map(({ id, title }) => {
          const progress = completeness.perSection.find(({ section }) => section === id);
          const missing = progress?.missing.length ?? 0;
          return (
            <li key={id}>
              <Link
                to={placeLink({ tab: 'form', section: id })}
                replace
                className={id === chosen ? 'section-link section-chosen' : 'section-link'}
                aria-current={id === chosen ? 'true' : undefined}
                data-testid={`section-${id}`}
              >
                <span className={missing === 0 ? 'verdict-good' : 'verdict-unsure'}>
                  <VerdictShape verdict={missing === 0 ? 'good' : 'unsure'} />
                </span>
                <span>
                  {both(title)}
                  <span className="sub">
                    {missing === 0 ? t('dossiers.sectionDone') : t('dossiers.missing', { count: missing })}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
