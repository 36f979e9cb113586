import { ReloadOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { lazy, type RefObject, Suspense, useImperativeHandle, useRef, useState } from 'react';
import type { AlertView } from '../api/views-alerts';
import { RANGES, type Range } from '../format/time';
import { useText } from '../i18n/use-text';
import { Choice } from '../ui/choice';
import { useLateText } from '../ui/late-field';
import { type AlertFilter, isUsual, KINDS, OPEN_ALERTS, SORTS } from './alert-filter';
import { usePlaces } from './use-places';

const Period = lazy(async () => ({ default: (await import('../ui/period')).Period }));

interface AlertFiltersProps {
  filter: AlertFilter;
  rows: readonly AlertView[];
  searchBox: RefObject<HTMLInputElement | null>;
  onChange: (filter: AlertFilter) => void;
  onRefresh: () => void;
}

export function AlertFilters({ filter, rows, searchBox, onChange, onRefresh }: AlertFiltersProps) {
  const { t } = useText();
  const { systems, sources } = usePlaces(rows, filter);
  const all = { value: '', label: t('page.all') };
  const custom = filter.from !== undefined || filter.to !== undefined;
  const [choosing, setChoosing] = useState(false);

  function setRange(value: string): void {
    const { range: _range, from: _from, to: _to, ...rest } = filter;
    setChoosing(value === 'custom');
    if (value === 'custom') return;
    onChange(value === '' ? rest : { ...rest, range: value as Range });
  }
  function setPlace(name: 'systemId' | 'sourceId', value: string): void {
    const { [name]: _, ...rest } = filter;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  }

  return (
    <div className="filters">
      <SearchField filter={filter} box={searchBox} onChange={onChange} />
      <Choice
        label={t('kind.label')}
        value={filter.kind.join()}
        options={kindOptions(filter, all, t)}
        onChange={(value) =>
          onChange({ ...filter, kind: KINDS.filter((kind) => value.split(',').includes(kind)) })
        }
        testId="filter-kind"
      />
      <Choice
        label={t('alerts.system')}
        value={filter.systemId ?? ''}
        options={[all, ...systems]}
        onChange={(value) => setPlace('systemId', value)}
        testId="filter-system"
      />
      <Choice
        label={t('alerts.source')}
        value={filter.sourceId ?? ''}
        options={[all, ...sources]}
        onChange={(value) => setPlace('sourceId', value)}
        testId="filter-source"
      />
      <Choice
        label={t('alerts.range')}
        value={custom || choosing ? 'custom' : (filter.range ?? '')}
        options={[
          { value: '', label: t('alerts.range_all') },
          ...RANGES.map((range) => ({ value: range, label: t(`alerts.range_${range}`) })),
          { value: 'custom', label: t('alerts.range_custom') },
        ]}
        onChange={setRange}
        testId="filter-range"
      />
      {(custom || choosing) && (
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
      <Choice
        label={t('alerts.sort')}
        value={filter.sort}
        options={SORTS.map((sort) => ({ value: sort, label: t(`alerts.sort_${sort}`) }))}
        onChange={(sort) => onChange({ ...filter, sort })}
        testId="filter-sort"
      />
      <span className="filters-end">
        {!isUsual(filter) && (
          <Button type="link" onClick={() => onChange(OPEN_ALERTS)} data-testid="filter-clear">
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

function kindOptions(
  filter: AlertFilter,
  all: { value: string; label: string },
  t: ReturnType<typeof useText>['t'],
) {
  const each = KINDS.map((kind) => ({ value: kind as string, label: t(`kind.${kind}`) }));
  if (filter.kind.length < 2) return [all, ...each];
  return [
    all,
    { value: filter.kind.join(), label: filter.kind.map((kind) => t(`kind.${kind}`)).join(', ') },
    ...each,
  ];
}

interface SearchFieldProps {
  filter: AlertFilter;
  box: RefObject<HTMLInputElement | null>;
  onChange: (filter: AlertFilter) => void;
}

/** Applies after a pause in typing; Esc gives the keys back to the list. */
function SearchField({ filter, box, onChange }: SearchFieldProps) {
  const { t } = useText();
  const [text, setText] = useLateText(filter.q ?? '', (q) => {
    const { q: _, ...rest } = filter;
    onChange(q === '' ? rest : { ...rest, q });
  });
  const input = useRef<InputRef>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(
    box,
    () => input.current?.input ?? null,
  );
  return (
    <Input
      ref={input}
      className="search"
      prefix={<SearchOutlined aria-hidden />}
      value={text}
      allowClear
      placeholder={t('alerts.search')}
      aria-label={t('alerts.searchLabel')}
      data-testid="alert-search"
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
    />
  );
}
