import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { downloadDocument, downloadFile, getDocuments } from '../../api/dossiers';
import type { DocumentOffer, SignedCopy } from '../../api/views-dossiers';
import { dayText } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { useCan } from '../../session/use-session';
import { Clause } from '../../ui/clause';
import { ConfidenceMark } from '../../ui/confidence-mark';
import { DownloadButton } from '../../ui/download-button';
import { Instant } from '../../ui/instant';
import { Panel } from '../../ui/panel';
import { LoadingPanel, ProblemPanel } from '../../ui/state-panel';
import type { DossierView } from '../use-dossier';
import { SignedDialog } from './signed-dialog';
import './record.css';

/** Forms that fit the dossier as it stands, why the others do not, and the signed copies that were handed in. */
export function DocumentsTab({ view }: { view: DossierView }) {
  const { t } = useText();
  const { dossier } = view.detail;
  const documents = useQuery({
    queryKey: ['dossiers', 'documents', dossier._id, dossier.seq],
    queryFn: () => getDocuments(dossier._id),
  });
  if (documents.isPending) return <LoadingPanel />;
  if (!documents.data)
    return (
      <ProblemPanel
        title={t('dossiers.documentsFailed')}
        error={documents.error}
        onRetry={() => void documents.refetch()}
      />
    );
  const { items, signed } = documents.data;
  const offered = items.filter(({ available }) => available);
  const others = items.filter(({ available }) => !available);
  return (
    <div className="columns">
      <div className="column-main">
        <Panel title={t('dossiers.forms')}>
          <p className="muted card-about">{t('dossiers.formsAbout')}</p>
          <ul className="lines form-list">
            {offered.map((item) => (
              <Offer key={item.id} item={item} dossierId={dossier._id} />
            ))}
          </ul>
          {others.length > 0 && (
            <details className="refused-records">
              <summary>{t('dossiers.otherForms', { count: others.length })}</summary>
              <ul className="lines form-list">
                {others.map((item) => (
                  <Offer key={item.id} item={item} dossierId={dossier._id} />
                ))}
              </ul>
            </details>
          )}
        </Panel>
      </div>
      <div className="column-side">
        <Signed signed={signed} items={items} view={view} />
      </div>
    </div>
  );
}

function Offer({ item, dossierId }: { item: DocumentOffer; dossierId: string }) {
  const { t, both } = useText();
  const can = useCan();
  return (
    <li>
      <span>
        <span className="form-title">{both(item.title)}</span>
        <span className="sub">
          {t(item.official ? 'dossiers.official' : 'dossiers.unofficial')}
          {item.citation && (
            <>
              {' · '}
              <Clause clause={item.citation} {...(item.mark ? { mark: item.mark } : {})} />
            </>
          )}
        </span>
        {item.why && <span className="form-why">{both(item.why)}</span>}
        {item.available && item.notes && item.notes.length > 0 && (
          <details className="form-notes">
            <summary>{t('dossiers.formNotes', { count: item.notes.length })}</summary>
            <ul className="bullets">
              {item.notes.map((note) => (
                <li key={note.text.vi}>
                  {both(note.text)} <ConfidenceMark mark={note.mark} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </span>
      {item.available && can('document.make') && (
        <span className="line-acts">
          {item.formats.map((format) => (
            <DownloadButton
              key={format}
              small
              label={format.toUpperCase()}
              fetch={() => downloadDocument(dossierId, item.id, format)}
              testId={`document-${item.id}-${format}`}
            />
          ))}
        </span>
      )}
    </li>
  );
}

function Signed({
  signed,
  items,
  view,
}: {
  signed: readonly SignedCopy[];
  items: readonly DocumentOffer[];
  view: DossierView;
}) {
  const { t, both } = useText();
  const can = useCan();
  const [importing, setImporting] = useState(false);
  const titleOf = (id: string) => {
    const item = items.find((one) => one.id === id);
    return item ? both(item.title) : id;
  };
  const notices = [...new Set(signed.map(({ notice }) => both(notice)))];
  return (
    <Panel
      title={t('dossiers.signed')}
      end={
        can('document.import') && (
          <Button
            size="small"
            icon={<UploadOutlined aria-hidden />}
            onClick={() => setImporting(true)}
            data-testid="import-signed"
          >
            {t('dossiers.importSigned')}
          </Button>
        )
      }
    >
      {signed.length === 0 && <p className="muted">{t('dossiers.signedNone')}</p>}
      {notices.map((notice) => (
        <p key={notice} className="muted card-about">
          {notice}
        </p>
      ))}
      <ul className="lines" data-testid="signed-list">
        {signed.map((copy) => (
          <li key={`${copy.sha256} ${copy.at}`}>
            <span>
              {titleOf(copy.form)}
              <span className="sub">
                {t('dossiers.paperNumber', { number: copy.number })}, {dayText(copy.date)}
                {copy.issuer && `, ${copy.issuer}`}
              </span>
              <span className="sub stale">
                {t(copy.signatureSeen ? 'dossiers.signatureUnverified' : 'dossiers.signatureUnseen')}
              </span>
              <span className="sub">
                {copy.by} · <Instant at={copy.at} /> ·{' '}
                <span className="code">{copy.sha256.slice(0, 16)}…</span>
              </span>
            </span>
            <DownloadButton
              small
              label={t('field.open')}
              fetch={() => downloadFile(copy.sha256, copy.name)}
            />
          </li>
        ))}
      </ul>
      {importing && <SignedDialog items={items} view={view} onClose={() => setImporting(false)} />}
    </Panel>
  );
}
