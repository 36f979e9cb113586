import { ArrowLeftOutlined } from '@ant-design/icons';
import { Link, useParams, useSearchParams } from 'react-router';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel';
import { usePageTitle } from '../ui/use-page-title';
import { DossierHeading } from './dossier-heading';
import { placeLink, readPlace, type Tab } from './dossier-tab';
import { FormTab } from './form/form-tab';
import { LevelTab } from './level/level-tab';
import { ProcedureLine } from './path/procedure-line';
import { ReturnedPanel } from './path/returned-panel';
import { WorkTab } from './path/work-tab';
import { ChangesTab } from './record/changes-tab';
import { DocumentsTab } from './record/documents-tab';
import { HistoryTab } from './record/history-tab';
import { type DossierView, useDossier } from './use-dossier';
import '../systems/card/card.css';
import './dossier-page.css';

/** One dossier: where it stands on its way, what is to be done, its form, documents and history. */
export function DossierPage() {
  const { t, both } = useText();
  const { id = '' } = useParams();
  const { detail, form } = useDossier(id);
  const name = form.data ? both(form.data.system.name) : t('dossiers.title');
  usePageTitle(name);
  const failed = (!detail.data && detail.error) || (!form.data && form.error);
  return (
    <div className="page dossier-page">
      <div className="crumbs">
        <Link to="/dossiers" className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('dossiers.title')}
        </Link>
        {form.data && (
          <Link to={`/systems/${encodeURIComponent(form.data.system.id)}`} className="crumb">
            {t('dossiers.toSystem')}
          </Link>
        )}
      </div>
      {failed && (
        <ProblemPanel
          title={t('dossiers.loadOneFailed')}
          error={failed}
          onRetry={() => {
            void detail.refetch();
            void form.refetch();
          }}
        />
      )}
      {!failed && !(detail.data && form.data) && <LoadingPanel />}
      {detail.data && form.data && <Body key={id} view={{ detail: detail.data, form: form.data }} />}
    </div>
  );
}

function Body({ view }: { view: DossierView }) {
  const [words] = useSearchParams();
  const place = readPlace(words);
  return (
    <>
      <DossierHeading view={view} />
      <ProcedureLine view={view} />
      <ReturnedPanel view={view} />
      <TabLine view={view} chosen={place.tab} />
      {/* Kept while one looks elsewhere on the page: what was typed last may not be saved yet. */}
      <div hidden={place.tab !== 'form'}>
        <FormTab view={view} place={place} />
      </div>
      {place.tab === 'work' && <WorkTab view={view} />}
      {place.tab === 'level' && <LevelTab view={view} />}
      {place.tab === 'documents' && <DocumentsTab view={view} />}
      {place.tab === 'changes' && <ChangesTab view={view} />}
      {place.tab === 'history' && <HistoryTab view={view} />}
    </>
  );
}

function TabLine({ view, chosen }: { view: DossierView; chosen: Tab }) {
  const { t } = useText();
  const can = useCan();
  const { completeness } = view.detail;
  const tabs: Tab[] = ['work', 'level', 'form', 'documents', 'changes', 'history'];
  const shown = tabs.filter((tab) => tab !== 'documents' || can('document.make') || can('document.import'));
  return (
    <nav className="tab-line" aria-label={t('dossiers.parts')}>
      {shown.map((tab) => (
        <Link
          key={tab}
          to={placeLink({ tab })}
          replace
          className={tab === chosen ? 'tab tab-chosen' : 'tab'}
          aria-current={tab === chosen ? 'page' : undefined}
          data-testid={`tab-${tab}`}
        >
          {t(`dossiers.tab_${tab}`)}
          {tab === 'form' && !completeness.complete && (
            <span className="tab-note">{t('dossiers.percent', { percent: completeness.percent })}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
