import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { getControls } from '../api/controls';
import { getEvidence } from '../api/evidence';
import { getSystem } from '../api/systems';
import type { ControlGroup, ControlLine, ControlList } from '../api/views-controls';
import { dayOf } from '../format/day';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { Facets } from '../ui/facets';
import { Instant } from '../ui/instant';
import { LevelBadge } from '../ui/level-badge';
import { SearchField } from '../ui/search-field';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { AttestDialog } from './attest-dialog';
import {
  ALL_CONTROLS,
  type ControlFilter,
  isOverdue,
  matchingControls,
  readControlFilter,
  STATUSES,
  writeControlFilter,
} from './control-filter';
import { type ControlDo, ControlItem } from './control-item';
import { ControlMark } from './control-mark';
import { DecideDialog } from './decide-dialog';
import { ExceptionDialog } from './exception-dialog';
import { ExceptionPanel } from './exception-panel';
import { type ExceptionStanding, exceptionsOf } from './exception-standing';
import { GapDialog } from './gap-dialog';
import './controls.css';

/** Every control of a system's level: how it stands, on what evidence, and what is done about what is missing. */
export function ControlsPage() {
  const { t, both } = useText();
  const { id = '' } = useParams();
  const system = useQuery({ queryKey: ['systems', 'detail', id], queryFn: () => getSystem(id) });
  const controls = useQuery({ queryKey: ['controls', id], queryFn: () => getControls(id) });
  const requests = useQuery({
    queryKey: ['evidence', 'exceptions', id],
    queryFn: () => getEvidence({ systemId: id, kind: 'exception' }, undefined),
  });
  const name = system.data ? both(system.data.system.name) : t('controls.title');
  usePageTitle(`${t('controls.title')}: ${name}`);
  return (
    <div className="page controls-page">
      <div className="crumbs">
        <Link to={`/systems/${encodeURIComponent(id)}`} className="crumb">
          <ArrowLeftOutlined aria-hidden /> {name}
        </Link>
        <Link to={`/evidence?systemId=${encodeURIComponent(id)}`} className="crumb">
          {t('controls.toEvidence')}
        </Link>
      </div>
      <div className="page-head">
        <h1>{t('controls.title')}</h1>
        {controls.data?.level !== undefined && <LevelBadge level={controls.data.level} />}
        {controls.data?.computedAt !== undefined && (
          <span className="muted">
            {t('system.computedAt')} <Instant at={controls.data.computedAt} />
          </span>
        )}
      </div>
      {controls.isPending && <LoadingPanel />}
      {controls.isError && !controls.data && (
        <ProblemPanel
          title={t('controls.loadFailed')}
          error={controls.error}
          onRetry={() => void controls.refetch()}
        />
      )}
      {controls.data && controls.data.items.length === 0 && (
        <StatePanel title={t('controls.empty')} help={t('controls.emptyHelp')} />
      )}
      {controls.data && controls.data.items.length > 0 && (
        <Everything
          systemId={id}
          list={controls.data}
          exceptions={exceptionsOf(requests.data?.items ?? [])}
        />
      )}
    </div>
  );
}

interface EverythingProps {
  systemId: string;
  list: ControlList;
  exceptions: readonly ExceptionStanding[];
}

function Everything({ systemId, list, exceptions }: EverythingProps) {
  const { t } = useText();
  const [words, setWords] = useSearchParams();
  const filter = readControlFilter(words);
  const change = (next: ControlFilter) => setWords(writeControlFilter(next), { replace: true });
  const [doing, setDoing] = useState<{ what: ControlDo; line: ControlLine }>();
  const [deciding, setDeciding] = useState<ExceptionStanding>();
  const today = dayOf(Date.now());
  const shown = matchingControls(list.items, filter, today);
  const others = matchingControls(list.items, { ...filter, status: '' }, today);
  const overdue = list.items.filter((line) => isOverdue(line, today)).length;
  const titleOf = (id: string) => list.items.find(({ control }) => control.id === id)?.control.title;
  const close = () => setDoing(undefined);
  return (
    <>
      <ExceptionPanel exceptions={exceptions} titleOf={titleOf} onDecide={setDeciding} />
      <Facets
        label={t('controls.status')}
        facets={STATUSES.map((status) => ({
          value: status,
          label: t(`control.${status}`),
          count: others.filter(({ result }) => result.status === status).length,
        })).filter(({ count, value }) => count > 0 || value === filter.status)}
        chosen={filter.status}
        onChoose={(status) => change({ ...filter, status })}
        testId="totals-status"
      />
      <div className="filters">
        <SearchField
          label={t('controls.search')}
          value={filter.q}
          onChange={(q) => change({ ...filter, q })}
          testId="control-search"
        />
        {(overdue > 0 || filter.overdue !== '') && (
          <Facets
            label={t('controls.planTitle')}
            facets={[{ value: 'yes', label: t('controls.overdue'), count: overdue }]}
            chosen={filter.overdue}
            onChoose={(value) => change({ ...filter, overdue: value })}
            testId="totals-overdue"
          />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {t('controls.count', { count: shown.length })}
      </p>
      {shown.length === 0 && (
        <StatePanel title={t('controls.emptyFilter')}>
          <Button onClick={() => change(ALL_CONTROLS)}>{t('page.clearFilters')}</Button>
        </StatePanel>
      )}
      {list.groups.map((group) => (
        <Group
          key={group.id}
          group={group}
          lines={shown.filter(({ control }) => control.group === group.id)}
          narrowed={filter.status !== '' || filter.q !== '' || filter.overdue !== ''}
          today={today}
          exceptions={exceptions}
          onDo={(what, line) => setDoing({ what, line })}
          onDecide={setDeciding}
        />
      ))}
      {doing?.what === 'gap' && <GapDialog systemId={systemId} line={doing.line} onClose={close} />}
      {doing?.what === 'attest' && <AttestDialog systemId={systemId} line={doing.line} onClose={close} />}
      {doing?.what === 'exception' && (
        <ExceptionDialog systemId={systemId} line={doing.line} onClose={close} />
      )}
      {deciding && (
        <DecideDialog
          systemId={systemId}
          exception={deciding}
          title={titleOf(deciding.controlId)}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </>
  );
}

interface GroupProps {
  group: ControlGroup;
  lines: readonly ControlLine[];
  /** A filter is on: what it found is shown at once. */
  narrowed: boolean;
  today: string;
  exceptions: readonly ExceptionStanding[];
  onDo: (what: ControlDo, line: ControlLine) => void;
  onDecide: (exception: ExceptionStanding) => void;
}

function Group({ group, lines, narrowed, today, exceptions, onDo, onDecide }: GroupProps) {
  const { both, language } = useText();
  const [open, setOpen] = useState(false);
  if (lines.length === 0) return null;
  const shown = open || narrowed;
  return (
    <details
      className="panel control-group"
      open={shown}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid={`group-${group.id}`}
    >
      <summary>
        <h2>{both(group.title)}</h2>
        <span className="group-counts">
          {STATUSES.map((status) => {
            const count = lines.filter(({ result }) => result.status === status).length;
            return (
              count > 0 && (
                <span key={status} className="group-count">
                  <span className="number">{whole(count, language)}</span> <ControlMark status={status} />
                </span>
              )
            );
          })}
        </span>
      </summary>
      {shown &&
        lines.map((line) => (
          <ControlItem
            key={line.control.id}
            line={line}
            today={today}
            exception={exceptions.find(({ controlId }) => controlId === line.control.id)}
            onDo={onDo}
            onDecide={onDecide}
          />
        ))}
    </details>
  );
}
