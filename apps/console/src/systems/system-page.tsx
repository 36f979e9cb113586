import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { getSystem } from '../api/systems';
import type { SystemDetail } from '../api/views-systems';
import { useText } from '../i18n/use-text';
import { Panel } from '../ui/panel';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { LevelAnswerView } from './level-answer';
import { ChangesPanel } from './panels/changes-panel';
import { DeadlinesPanel } from './panels/deadlines-panel';
import { DocumentsPanel } from './panels/documents-panel';
import { DossierPanel } from './panels/dossier-panel';
import { GapsPanel } from './panels/gaps-panel';
import { HistoryPanel } from './panels/history-panel';
import { LayersPanel } from './panels/layers-panel';
import { SourcesPanel } from './panels/sources-panel';
import { TechnicalPanel } from './panels/technical-panel';
import { SystemHeading } from './system-heading';
import './system-page.css';

/** One system on one screen: level, dossier, layers, sources, gaps, deadlines. */
export function SystemPage() {
  const { t, both } = useText();
  const { id = '' } = useParams();
  const detail = useQuery({
    queryKey: ['systems', 'detail', id],
    queryFn: () => getSystem(id),
    refetchInterval: 60_000,
  });
  usePageTitle(detail.data ? both(detail.data.system.name) : t('systems.title'));
  return (
    <div className="page system-page">
      <div className="crumbs">
        <Link to="/systems" className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('systems.title')}
        </Link>
      </div>
      {detail.isPending && <LoadingPanel />}
      {detail.isError && !detail.data && (
        <ProblemPanel
          title={t('system.loadFailed')}
          error={detail.error}
          onRetry={() => void detail.refetch()}
        />
      )}
      {detail.data && <SystemBody key={id} detail={detail.data} />}
    </div>
  );
}

function SystemBody({ detail }: { detail: SystemDetail }) {
  const { t } = useText();
  const { sheet, system } = detail;
  return (
    <>
      <SystemHeading detail={detail} />
      {sheet && <ChangesPanel changes={sheet.changes} />}
      <div className="columns">
        <div className="column-main">
          {sheet ? (
            <LayersPanel layers={sheet.layers} computedAt={sheet.computedAt} />
          ) : (
            <Panel title={t('system.layers')}>
              <p className="muted">{t('system.notComputed')}</p>
            </Panel>
          )}
          <DeadlinesPanel system={system} deadlines={detail.deadlines} />
          {sheet && <TechnicalPanel technical={sheet.technical} />}
          <HistoryPanel systemId={system.id} />
        </div>
        <div className="column-side">
          <DossierPanel detail={detail} />
          <Panel title={t('system.levelByCriteria')}>
            <LevelAnswerView answer={detail.level} />
          </Panel>
          <GapsPanel systemId={system.id} gaps={detail.gaps} counts={sheet?.counts} />
          <SourcesPanel sources={detail.sources} notHeard={detail.reconciliation.notHeard} />
          <DocumentsPanel systemId={system.id} />
        </div>
      </div>
    </>
  );
}
