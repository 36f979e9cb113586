import { Button } from 'antd';
import type { RefObject } from 'react';
import { useText } from '../../i18n/use-text';
import { useAgencies } from '../../systems/use-agencies';
import { Choice } from '../../ui/choice';
import { SearchField } from '../../ui/search-field';
import { ALL_DOSSIERS, type DossierFilter, isEveryDossier, LEVELS } from './dossier-filter';

interface DossierFiltersProps {
  filter: DossierFilter;
  searchBox: RefObject<HTMLInputElement | null>;
  onChange: (filter: DossierFilter) => void;
}

export function DossierFilters({ filter, searchBox, onChange }: DossierFiltersProps) {
  const { t } = useText();
  const agencies = useAgencies();
  const all = { value: '', label: t('page.all') };
  const set = (part: Partial<DossierFilter>) => onChange({ ...filter, ...part });
  return (
    <div className="filters">
      <SearchField
        label={t('dossiers.search')}
        value={filter.q}
        box={searchBox}
        onChange={(q) => set({ q })}
        testId="dossier-search"
      />
      <Choice
        label={t('dossiers.agency')}
        value={filter.agencyId}
        options={[all, ...agencies.options]}
        onChange={(agencyId) => set({ agencyId })}
        testId="filter-agency"
      />
      <Choice
        label={t('dossiers.level')}
        value={filter.level}
        options={[
          all,
          ...LEVELS.map((level) => ({ value: level as string, label: t('level.of', { level }) })),
        ]}
        onChange={(level) => set({ level })}
        testId="filter-level"
      />
      <Choice
        label={t('dossiers.waiting')}
        value={filter.waiting}
        options={[
          all,
          ...(['owner', 'appraiser', 'approver'] as const).map((who) => ({
            value: who as string,
            label: t(`dossiers.waits_${who}`),
          })),
        ]}
        onChange={(waiting) => set({ waiting })}
        testId="filter-waiting"
      />
      <Choice
        label={t('dossiers.clock')}
        value={filter.late}
        options={[all, { value: 'yes', label: t('dossiers.late') }]}
        onChange={(late) => set({ late })}
        testId="filter-late"
      />
      {!isEveryDossier(filter) && (
        <span className="filters-end">
          <Button type="link" onClick={() => onChange(ALL_DOSSIERS)} data-testid="filter-clear">
            {t('page.clearFilters')}
          </Button>
        </span>
      )}
    </div>
  );
}
