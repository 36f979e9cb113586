import { DeleteOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { downloadFile, postFile } from '../../api/dossiers';
import type { Answer, SectionFile } from '../../api/views-dossiers';
import type { UploadedFile } from '../../api/views-register';
import { bytes } from '../../format/number';
import { useText } from '../../i18n/use-text';
import { DownloadButton } from '../../ui/download-button';
import { useProblemWords } from '../../ui/state-panel';
import { UploadField } from '../../ui/upload-field';

interface FileEditorProps {
  answer: Answer | undefined;
  files: readonly SectionFile[];
  systemId: string;
  label: string;
  onFiles: (answer: Answer, files: SectionFile[]) => void;
}

const ACCEPTED = ['.pdf', '.docx', '.xlsx', '.png', '.jpg', '.jpeg'];

/** Files of one question: uploaded at once, named by their hash in the answer. */
export function FileEditor({ answer, files, systemId, label, onFiles }: FileEditorProps) {
  const { t, language } = useText();
  const named = Array.isArray(answer) ? answer : [];
  const own = files.filter(({ sha256 }) => named.includes(sha256));
  const sending = useMutation({
    mutationFn: (file: UploadedFile) => postFile(systemId, file),
    onSuccess: (file) =>
      onFiles(
        [...new Set([...named, file.sha256])],
        [...files.filter(({ sha256 }) => sha256 !== file.sha256), file],
      ),
  });
  const refusal = useProblemWords(sending.error);
  const remove = (gone: string) =>
    onFiles(
      named.filter((sha256) => sha256 !== gone),
      files.filter(({ sha256 }) => sha256 !== gone),
    );
  return (
    <div className="file-editor">
      {own.length > 0 && (
        <ul className="lines">
          {own.map((file) => (
            <li key={file.sha256}>
              <span>
                {file.name}
                <span className="sub">
                  {bytes(file.bytes, language)} · <span className="code">{file.sha256.slice(0, 16)}…</span>
                </span>
              </span>
              <span className="line-acts">
                <DownloadButton
                  small
                  label={t('field.open')}
                  fetch={() => downloadFile(file.sha256, file.name)}
                />
                <Button
                  size="small"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('field.removeFile', { name: file.name })}
                  onClick={() => remove(file.sha256)}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      <UploadField
        label={sending.isPending ? t('actField.sending') : t('field.upload', { label })}
        accept={ACCEPTED}
        file={undefined}
        onChange={(file) => file && sending.mutate(file)}
        testId="upload"
      />
      {refusal && (
        <p className="field-error" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}
