import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { RANGES, type Range } from '../format/time';
import { useText } from '../i18n/use-text';
import { Choice } from '../ui/choice';
import { LateField } from '../ui/late-field';
import { ACTIONS, type ActivityFilter, SUBJECT_KINDS } from './activity-filter';

const Period = lazy(async () => ({ default: (await import('../ui/period')).Period }));

interface ActivityFiltersProps {
  filter: ActivityFilter;
  onChange: (filter: ActivityFilter) => void;
  onRefresh: () => void;
}

export function ActivityFilters({ filter, onChange, onRefresh }: ActivityFiltersProps) {
  const { t } = useText();
  const all = { value: '', label: t('page.all') };
  const [choosing, setChoosing] = useState(false);
  const custom = choosing || filter.from !== undefined || filter.to !== undefined;

  function set(name: keyof ActivityFilter, value: string): void {
    const { [name]: _, ...rest } = filter;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  }
  function setRange(value: string): void {
    setChoosing(value === 'custom');
    const { range: _range, from: _from, to: _to, ...rest } = filter;
    if (value !== 'custom') onChange(value === '' ? rest : { ...rest, range: value as Range });
  }

  return (
    <div className="filters">
      <LateField
        label={t('activity.filterActor')}
        value={filter.actor ?? ''}
        onChange={(value) => set('actor', value)}
        testId="filter-actor"
      />
      <Choice
        label={t('activity.filterAction')}
        value={filter.action ?? ''}
        options={[all, ...ACTIONS.map((value) => ({ value, label: t(`activity.action_${value}`) }))]}
        onChange={(value) => set('action', value)}
        testId="filter-action"
      />
      <Choice
        label={t('activity.filterKind')}
        value={filter.subjectKind ?? ''}
        options={[all, ...SUBJECT_KINDS.map((value) => ({ value, label: t(`activity.kind_${value}`) }))]}
        onChange={(value) => set('subjectKind', value)}
        testId="filter-subject-kind"
      />
      <LateField
        label={t('activity.filterSubject')}
        value={filter.subjectId ?? ''}
        onChange={(value) => set('subjectId', value)}
        testId="filter-subject"
      />
      <Choice
        label={t('alerts.range')}
        value={custom ? 'custom' : (filter.range ?? '')}
        options={[
          { value: '', label: t('alerts.range_all') },
          ...RANGES.map((range) => ({ value: range as string, label: t(`alerts.range_${range}`) })),
          { value: 'custom', label: t('alerts.range_custom') },
        ]}
        onChange={setRange}
        testId="filter-range"
      />
      {custom && (
        <Suspense fallback={null}>
          <Period
            from={filter.from}
            to={filter.to}
            onChange={(period) => {
              const { range: _range, from: _from, to: _to, ...rest } = filter;
              onChange({ ...rest, ...period });
            }}
          />
        </Suspense>
      )}
      <span className="filters-end">
        {Object.keys(filter).length > 0 && (
          <Button type="link" onClick={() => onChange({})} data-testid="filter-clear">
            {t('page.clearFilters')}
          </Button>
        )}
        <Button
          icon={<ReloadOutlined aria-hidden />}
          onClick={onRefresh}
          aria-label={t('page.refresh')}
          title={t('page.refresh')}
        />
      </span>
    </div>
  );
}
