import type { SectionSpec } from '../../api/views-dossiers';
import { dateTime } from '../../format/time';
import { useText } from '../../i18n/use-text';
import type { DossierView } from '../use-dossier';
import { AnswerText } from './answer-text';

/** One section as it was written, for who reads it. */
export function SectionText({ spec, view }: { spec: SectionSpec; view: DossierView }) {
  const { t, both } = useText();
  const section = view.detail.sections.find((one) => one.section === spec.id);
  const cards = new Map(
    view.form.questions.filter((one) => one.section === spec.id).map((one) => [one.field, one.card]),
  );
  return (
    <section className="panel section-editor" aria-labelledby={`section-title-${spec.id}`}>
      <header className="section-head">
        <h2 id={`section-title-${spec.id}`}>{both(spec.title)}</h2>
        {section && (
          <span className="muted">{t('field.writtenAt', { at: dateTime(section.updatedAt) })}</span>
        )}
      </header>
      {section?.inheritedFrom !== undefined && (
        <p className="inherit">{t('inherit.taken', { name: section.inheritedFrom })}</p>
      )}
      <dl className="answers">
        {spec.fields.map((field) => {
          const typed = section?.answers[field.id];
          const blank = typed === undefined || typed === '';
          return (
            <div key={field.id}>
              <dt>
                {both(field.label)}
                {blank && cards.get(field.id) !== undefined && (
                  <span className="field-note field-note-card">{t('field.fromCard')}</span>
                )}
              </dt>
              <dd>
                <AnswerText
                  field={field}
                  answer={blank ? cards.get(field.id) : typed}
                  files={section?.files ?? []}
                />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
