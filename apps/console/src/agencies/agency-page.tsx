import { ArrowLeftOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { getAgencies } from '../api/systems';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { inTreeOrder } from '../systems/agency-tree';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { AgencyCard } from './agency-card';
import './agencies.css';

/** Bodies of the province as the tree that decides who sees what, and the card of each, which the official forms print. */
export function AgencyPage() {
  const { t, both } = useText();
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const agencies = useQuery({ queryKey: ['agencies'], queryFn: getAgencies });
  usePageTitle(t('agencies.title'));
  const items = agencies.data?.items ?? [];
  const ordered = inTreeOrder(items, (agency) => both(agency.name));
  const chosen = items.find(({ id }) => id === search.get('id'));
  const open = (id: string) => {
    setAdding(false);
    setSearch({ id }, { replace: true });
  };
  return (
    <div className="page">
      <div className="crumbs">
        <Link to="/systems" className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('systems.title')}
        </Link>
      </div>
      <div className="page-head">
        <h1>{t('agencies.title')}</h1>
        <span className="page-acts">
          {can('register.import') && (
            <Button
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setAdding(true)}
              data-testid="add-agency"
            >
              {t('agencies.add')}
            </Button>
          )}
        </span>
      </div>
      {agencies.isPending && <LoadingPanel />}
      {agencies.isError && (
        <ProblemPanel
          title={t('agencies.loadFailed')}
          error={agencies.error}
          onRetry={() => void agencies.refetch()}
        />
      )}
      {items.length > 0 && (
        <div className="agency-split">
          <nav className="panel agency-tree" aria-label={t('agencies.tree')} data-testid="agency-tree">
            <ul>
              {ordered.map(({ agency, depth }) => (
                <li key={agency.id} style={{ paddingInlineStart: depth * 18 }}>
                  {agency.inScope === false ? (
                    <span className="muted">{both(agency.name)}</span>
                  ) : (
                    <button
                      type="button"
                      className="agency-name"
                      aria-current={agency.id === chosen?.id && !adding ? 'true' : undefined}
                      onClick={() => open(agency.id)}
                    >
                      {both(agency.name)}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </nav>
          {adding && <AgencyCard key="new" agencies={items} onSaved={open} />}
          {!adding && chosen && chosen.inScope !== false && (
            <AgencyCard
              key={`${chosen.id} ${chosen.version ?? 0}`}
              agency={chosen}
              agencies={items}
              onSaved={open}
            />
          )}
          {!adding && !chosen && <p className="panel muted agency-none">{t('agencies.choose')}</p>}
        </div>
      )}
    </div>
  );
}
