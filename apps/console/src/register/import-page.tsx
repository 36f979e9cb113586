import { ArrowLeftOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { wasOvertaken } from '../api/problem';
import { confirmImport, exportRegister, previewImport } from '../api/register';
import type { RegisterKind, UploadedFile } from '../api/views-register';
import { useText } from '../i18n/use-text';
import { Choice } from '../ui/choice';
import { DownloadButton } from '../ui/download-button';
import { Panel } from '../ui/panel';
import { Refusal } from '../ui/refusal';
import { useProblemWords } from '../ui/state-panel';
import { UploadField } from '../ui/upload-field';
import { usePageTitle } from '../ui/use-page-title';
import { ImportPreviewPanel } from './import-preview-panel';
import './register.css';

const KINDS: readonly RegisterKind[] = ['systems', 'agencies'];

/** Upload, look at what it would do, confirm: nothing is changed before, and with one bad cell nothing at all. */
export function ImportPage() {
  const { t } = useText();
  const queries = useQueryClient();
  const [kind, setKind] = useState<RegisterKind>('systems');
  const [file, setFile] = useState<UploadedFile>();
  const preview = useMutation({
    mutationFn: ({ kind: of, file: sent }: { kind: RegisterKind; file: UploadedFile }) =>
      previewImport(of, sent),
  });
  const confirming = useMutation({
    mutationFn: ({ sent, hash }: { sent: UploadedFile; hash: string }) => confirmImport(kind, sent, hash),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['systems'] });
      void queries.invalidateQueries({ queryKey: ['agencies'] });
      void queries.invalidateQueries({ queryKey: ['compliance'] });
    },
  });
  const refusal = useProblemWords(preview.error ?? confirming.error);
  usePageTitle(t('import.title'));

  function choose(next: UploadedFile | undefined, of: RegisterKind = kind): void {
    setKind(of);
    setFile(next);
    preview.reset();
    confirming.reset();
    if (next) preview.mutate({ kind: of, file: next });
  }

  return (
    <div className="page register-page">
      <div className="crumbs">
        <Link to="/systems" className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('systems.title')}
        </Link>
      </div>
      <h1 className="register-title">{t('import.title')}</h1>
      <Panel title={t('import.step1')}>
        <p className="muted register-about">{t('import.about')}</p>
        <div className="filters">
          <Choice
            label={t('import.kind')}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`import.kind_${value}`) }))}
            onChange={(of) => choose(file, of)}
            testId="import-kind"
          />
          <DownloadButton label={t('import.template')} fetch={() => exportRegister(kind, 'xlsx')} />
        </div>
        <UploadField
          label={t('import.file')}
          accept={['.xlsx', '.csv']}
          file={file}
          onChange={(next) => choose(next)}
          testId="import-file"
        />
        {preview.isPending && <p className="muted register-busy">{t('import.reading')}</p>}
      </Panel>
      {refusal && (
        <div className="register-refusal">
          <Refusal
            refusal={wasOvertaken(confirming.error) ? t('import.overtaken') : refusal}
            onReload={wasOvertaken(confirming.error) ? () => choose(file) : undefined}
          />
        </div>
      )}
      {confirming.data ? (
        <Panel title={t('import.done')}>
          <p data-testid="import-done">{t('import.result', confirming.data)}</p>
          <p className="register-acts">
            <Link to="/systems">{t('import.toRegister')}</Link>
            <Button onClick={() => choose(undefined)}>{t('import.another')}</Button>
          </p>
        </Panel>
      ) : (
        preview.data &&
        file && (
          <ImportPreviewPanel
            preview={preview.data}
            busy={confirming.isPending}
            onConfirm={() => confirming.mutate({ sent: file, hash: preview.data.planHash })}
          />
        )
      )}
    </div>
  );
}
