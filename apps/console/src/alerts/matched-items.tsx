import type { MatchExplanation } from '../api/views-alerts';
import { useText } from '../i18n/use-text';

/** Which field of the first evidence held what, and which value of the rule it met. */
export function MatchedItems({ explanation }: { explanation: MatchExplanation }) {
  const { t } = useText();
  const items = explanation.selections.flatMap(({ name, matched, items: all }) =>
    matched
      ? all.filter((item) => item.matched).map((item) => ({ ...item, key: `${name} ${item.item}` }))
      : [],
  );
  if (items.length === 0) return null;
  return (
    <>
      <p className="prose">{t('alert.whyItems')}</p>
      <dl className="matched-items" data-testid="matched-items">
        {items.map(({ key, item, actual, absent, values }) => (
          <div key={key}>
            <dt>
              <code>{item}</code>
            </dt>
            <dd>
              <span className="matched-actual">
                {absent || actual === null ? t('alert.whyAbsent') : actual}
              </span>
              {values.length > 0 && (
                <span className="matched-values">{t('alert.whyMet', { values: values.join(', ') })}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
