import type { DeadlineKind } from '@khien/model';
import { Button } from 'antd';
import { useText } from '../i18n/use-text';
import { useAgencies } from '../systems/use-agencies';
import { Choice } from '../ui/choice';
import {
  DEADLINE_KINDS,
  type DeadlineFilter,
  HORIZONS,
  readDeadlineFilter,
  SHOWN,
  writeDeadlineFilter,
} from './deadline-filter';

interface DeadlineFiltersProps {
  filter: DeadlineFilter;
  onChange: (filter: DeadlineFilter) => void;
}

export function DeadlineFilters({ filter, onChange }: DeadlineFiltersProps) {
  const { t } = useText();
  const agencies = useAgencies();
  return (
    <div className="filters">
      <Choice
        label={t('deadlines.show')}
        value={filter.show}
        options={SHOWN.map((show) => ({ value: show, label: t(`deadlines.show_${show}`) }))}
        onChange={(show) => onChange({ ...filter, show })}
        testId="filter-show"
      />
      <Choice
        label={t('deadlines.within')}
        value={filter.within}
        options={HORIZONS.map((within) => ({ value: within, label: t(`deadlines.within_${within}`) }))}
        onChange={(within) => onChange({ ...filter, within })}
        testId="filter-within"
      />
      <Choice
        label={t('deadlines.kind')}
        value={filter.kind}
        options={[
          { value: '' as DeadlineKind | '', label: t('page.all') },
          ...DEADLINE_KINDS.map((kind) => ({ value: kind, label: t(`deadlineKind.${kind}`) })),
        ]}
        onChange={(kind) => onChange({ ...filter, kind })}
        testId="filter-kind"
      />
      <Choice
        label={t('systems.agency')}
        value={filter.agencyId}
        options={[{ value: '', label: t('page.all') }, ...agencies.options]}
        onChange={(agencyId) => onChange({ ...filter, agencyId })}
        testId="filter-agency"
      />
      {writeDeadlineFilter(filter).size > 0 && (
        <span className="filters-end">
          <Button type="link" onClick={() => onChange(readDeadlineFilter(new URLSearchParams()))}>
            {t('page.clearFilters')}
          </Button>
        </span>
      )}
    </div>
  );
}
