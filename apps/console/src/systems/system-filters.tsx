import { Button } from 'antd';
import type { RefObject } from 'react';
import { useText } from '../i18n/use-text';
import { Choice } from '../ui/choice';
import { SearchField } from '../ui/search-field';
import { ALL_SYSTEMS, isEverySystem, MARKS, SORTS, type SystemFilter, VERDICTS } from './system-filter';
import { useAgencies } from './use-agencies';

interface SystemFiltersProps {
  filter: SystemFilter;
  searchBox: RefObject<HTMLInputElement | null>;
  onChange: (filter: SystemFilter) => void;
}

export function SystemFilters({ filter, searchBox, onChange }: SystemFiltersProps) {
  const { t } = useText();
  const agencies = useAgencies();
  const all = { value: '', label: t('page.all') };
  const set = (part: Partial<SystemFilter>) => onChange({ ...filter, ...part });
  return (
    <div className="filters">
      <SearchField
        label={t('systems.search')}
        value={filter.q}
        box={searchBox}
        onChange={(q) => set({ q })}
        testId="system-search"
      />
      <Choice
        label={t('systems.agency')}
        value={filter.agencyId}
        options={[all, ...agencies.options]}
        onChange={(agencyId) => set({ agencyId })}
        testId="filter-agency"
      />
      <Choice
        label={t('systems.verdict')}
        value={filter.verdict}
        options={[
          all,
          ...VERDICTS.map((verdict) => ({ value: verdict as string, label: t(`verdict.${verdict}`) })),
        ]}
        onChange={(verdict) => set({ verdict })}
        testId="filter-verdict"
      />
      {filter.verdict !== '' && (
        <Choice
          label={t('systems.layer')}
          value={filter.layer}
          options={[
            { value: '', label: t('systems.anyLayer') },
            ...(['1', '2', '3', '4'] as const).map((layer) => ({
              value: layer as string,
              label: `${layer}. ${t(`protection.short_${layer}`)}`,
            })),
          ]}
          onChange={(layer) => set({ layer })}
          testId="filter-layer"
        />
      )}
      <Choice
        label={t('mark.label')}
        value={filter.mark}
        options={[all, ...MARKS.map((mark) => ({ value: mark as string, label: t(`mark.${mark}`) }))]}
        onChange={(mark) => set({ mark })}
        testId="filter-mark"
      />
      <Choice
        label={t('systems.sort')}
        value={filter.sort}
        options={SORTS.map((sort) => ({ value: sort, label: t(`systems.sort_${sort}`) }))}
        onChange={(sort) => set({ sort })}
        testId="filter-sort"
      />
      {!isEverySystem(filter) && (
        <span className="filters-end">
          <Button type="link" onClick={() => onChange(ALL_SYSTEMS)} data-testid="filter-clear">
            {t('page.clearFilters')}
          </Button>
        </span>
      )}
    </div>
  );
}
