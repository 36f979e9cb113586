import { whole } from '../format/number';
import { useText } from '../i18n/use-text';

export interface Facet {
  value: string;
  label: string;
  count: number;
}

interface FacetsProps {
  label: string;
  facets: readonly Facet[];
  /** The one that filters now; empty for none. */
  chosen: string;
  onChoose: (value: string) => void;
  testId: string;
}

/** How many there are of each; every figure is also the switch that filters by it. */
export function Facets({ label, facets, chosen, onChoose, testId }: FacetsProps) {
  const { language } = useText();
  return (
    <fieldset className="facets" aria-label={label} data-testid={testId}>
      <span className="facets-label" aria-hidden="true">
        {label}
      </span>
      {facets.map((facet) => (
        <button
          key={facet.value}
          type="button"
          className="facet"
          aria-pressed={facet.value === chosen}
          onClick={() => onChoose(facet.value === chosen ? '' : facet.value)}
        >
          {facet.label} <span className="facet-count">{whole(facet.count, language)}</span>
        </button>
      ))}
    </fieldset>
  );
}
