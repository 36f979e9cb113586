import { downloadSystemDocument, type SystemDocument } from '../../api/systems';
import { useText } from '../../i18n/use-text';
import { useCan } from '../../session/use-session';
import { DownloadButton } from '../../ui/download-button';
import { Panel } from '../../ui/panel';

const KINDS: readonly SystemDocument[] = ['system-profile', 'gap-list', 'four-layers'];
const FORMATS = ['docx', 'pdf'] as const;

/** Documents made from what the register holds now; each leaves a record of who made it. */
export function DocumentsPanel({ systemId }: { systemId: string }) {
  const { t } = useText();
  const can = useCan();
  if (!can('document.make')) return null;
  return (
    <Panel title={t('system.documents')}>
      <ul className="lines">
        {KINDS.map((kind) => (
          <li key={kind}>
            <span>{t(`system.document_${kind}`)}</span>
            <span className="line-acts">
              {FORMATS.map((format) => (
                <DownloadButton
                  key={format}
                  small
                  label={format.toUpperCase()}
                  fetch={() => downloadSystemDocument(systemId, kind, format)}
                  testId={`document-${kind}-${format}`}
                />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
