import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { postFile } from '../../api/dossiers';
import type { UploadedFile } from '../../api/views-register';
import { useText } from '../../i18n/use-text';
import { useProblemWords } from '../../ui/state-panel';
import { UploadField } from '../../ui/upload-field';

interface SignedFileProps {
  systemId: string;
  /** SHA-256 of the file once it is handed in. */
  value?: string;
  onChange?: (sha256: string | undefined) => void;
}

/** Hands the signed PDF in at once; what is kept of it in the paper is its hash. */
export function SignedFile({ systemId, value, onChange }: SignedFileProps) {
  const { t } = useText();
  const [file, setFile] = useState<UploadedFile>();
  const sending = useMutation({
    mutationFn: (chosen: UploadedFile) => postFile(systemId, chosen),
    onSuccess: ({ sha256 }) => onChange?.(sha256),
  });
  const refusal = useProblemWords(sending.error);
  return (
    <div className="signed-file">
      <UploadField
        label={t('actField.signed')}
        accept={['.pdf']}
        file={file}
        onChange={(chosen) => {
          setFile(chosen);
          onChange?.(undefined);
          if (chosen) sending.mutate(chosen);
        }}
        testId="signed-file"
      />
      <p className="muted">{t('actField.signedUnverified')}</p>
      {sending.isPending && <p className="muted">{t('actField.sending')}</p>}
      {value && (
        <p className="muted">
          {t('actField.sent')} <span className="code">{value.slice(0, 16)}…</span>
        </p>
      )}
      {refusal && (
        <p className="field-error" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}
