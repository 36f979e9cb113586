import { ArrowLeftOutlined, PlusOutlined } from '@ant-design/icons';
import type { Evidence, EvidenceKind } from '@khien/model';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { getEvidence } from '../api/evidence';
import { getSystems } from '../api/systems';
import { dayOf } from '../format/day';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { Choice } from '../ui/choice';
import { DayText } from '../ui/compliance-marks';
import { Instant } from '../ui/instant';
import { MoreButton } from '../ui/more-button';
import { LoadingPanel, ProblemPanel, StatePanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { usePages } from '../ui/use-pages';
import { AddDialog } from './add-dialog';
import { KINDS } from './fact-fields';
import { FactWords } from './fact-words';
import './evidence.css';

/** Dated facts about a system, an agency or the province: what results stand on. */
export function EvidencePage() {
  const { t, both } = useText();
  const can = useCan();
  const [words, setWords] = useSearchParams();
  const systemId = words.get('systemId') ?? '';
  const kind = KINDS.find((known) => known === words.get('kind'));
  const [adding, setAdding] = useState(false);
  const systems = useQuery({
    queryKey: ['systems', 'options'],
    queryFn: () => getSystems({ sort: 'name' }, undefined),
    staleTime: 5 * 60_000,
  });
  const { query, items } = usePages(['evidence', systemId, kind ?? ''], (cursor) =>
    getEvidence({ ...(systemId ? { systemId } : {}), ...(kind ? { kind } : {}) }, cursor),
  );
  const options = (systems.data?.items ?? []).map((row) => ({ value: row.id, label: both(row.name) }));
  const nameOf = (id: string | undefined) => options.find(({ value }) => value === id)?.label ?? id;
  usePageTitle(t('evidence.title'));
  function change(part: Record<string, string>): void {
    const next = new URLSearchParams(words);
    for (const [name, value] of Object.entries(part))
      if (value === '') next.delete(name);
      else next.set(name, value);
    setWords(next, { replace: true });
  }
  return (
    <div className="page evidence-page">
      {systemId && (
        <div className="crumbs">
          <Link to={`/systems/${encodeURIComponent(systemId)}`} className="crumb">
            <ArrowLeftOutlined aria-hidden /> {nameOf(systemId)}
          </Link>
          <Link to={`/systems/${encodeURIComponent(systemId)}/controls`} className="crumb">
            {t('evidence.toControls')}
          </Link>
        </div>
      )}
      <div className="page-head">
        <h1>{t('evidence.title')}</h1>
        {can('evidence.add') && (
          <span className="page-acts">
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setAdding(true)}
              data-testid="add-evidence"
            >
              {t('evidence.add')}
            </Button>
          </span>
        )}
      </div>
      <div className="filters">
        <Choice
          label={t('evidence.system')}
          value={systemId}
          options={[{ value: '', label: t('page.all') }, ...options]}
          onChange={(value) => change({ systemId: value })}
          testId="filter-system"
        />
        <Choice
          label={t('evidence.kind')}
          value={kind ?? ''}
          options={[
            { value: '' as EvidenceKind | '', label: t('page.all') },
            ...KINDS.map((value) => ({ value, label: t(`evidenceKind.${value}`) })),
          ]}
          onChange={(value) => change({ kind: value })}
          testId="filter-kind"
        />
      </div>
      {query.isPending && <LoadingPanel />}
      {query.isError && items.length === 0 && (
        <ProblemPanel
          title={t('evidence.loadFailed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isSuccess && items.length === 0 && (
        <StatePanel title={t('evidence.empty')} help={t('evidence.emptyHelp')} />
      )}
      {items.length > 0 && (
        <>
          <Table items={items} nameOf={nameOf} oneSystem={systemId !== ''} />
          <MoreButton query={query} />
        </>
      )}
      {adding && <AddDialog systemId={systemId} systems={options} onClose={() => setAdding(false)} />}
    </div>
  );
}

interface TableProps {
  items: readonly Evidence[];
  nameOf: (id: string | undefined) => string | undefined;
  oneSystem: boolean;
}

function Table({ items, nameOf, oneSystem }: TableProps) {
  const { t } = useText();
  const today = dayOf(Date.now());
  return (
    <table className="grid grid-stack evidence-grid" data-testid="evidence-table">
      <caption className="visually-hidden">{t('evidence.title')}</caption>
      <thead>
        <tr>
          <th scope="col" className="col-kind">
            {t('evidence.kind')}
          </th>
          <th scope="col">{t('evidence.says')}</th>
          <th scope="col" className="col-days">
            {t('evidence.effective')}
          </th>
          <th scope="col" className="col-from">
            {t('evidence.from')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one._id}>
            <th scope="row">
              {t(`evidenceKind.${one.fact.kind}`)}
              {!oneSystem && (
                <span className="sub">
                  {one.systemId
                    ? nameOf(one.systemId)
                    : t(one.agencyId ? 'evidence.ofAgency' : 'evidence.ofProvince')}
                </span>
              )}
            </th>
            <td>
              <FactWords fact={one.fact} systemId={one.systemId} titled={oneSystem} />
              {one.note && <p className="sub">{one.note}</p>}
            </td>
            <td data-label={t('evidence.effective')}>
              <DayText day={one.effectiveFrom} /> –{' '}
              {one.effectiveTo ? <DayText day={one.effectiveTo} /> : t('controls.open')}
              {one.effectiveTo && one.effectiveTo < today && (
                <span className="sub overdue">{t('evidence.expired')}</span>
              )}
              {one.effectiveFrom > today && <span className="sub">{t('evidence.notYet')}</span>}
            </td>
            <td data-label={t('evidence.from')}>
              {t(`evidence.origin_${one.origin}`)}
              <span className="sub">
                {one.by.username} · <Instant at={one.collectedAt} />
              </span>
              <span className="sub code" title={one.resultHash}>
                {one.resultHash.slice(0, 16)}…
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
