import { UploadOutlined } from '@ant-design/icons';
import { useId, useRef, useState } from 'react';
import type { UploadedFile } from '../api/views-register';
import { bytes } from '../format/number';
import { MAX_FILE_BYTES, readUpload, type UploadProblem } from '../format/upload';
import { useText } from '../i18n/use-text';

interface UploadFieldProps {
  label: string;
  /** Endings with the dot: `.xlsx`. */
  accept: readonly string[];
  file: UploadedFile | undefined;
  onChange: (file: UploadedFile | undefined) => void;
  testId?: string;
}

/** One file, chosen or dropped, read in the browser: at most what the API takes. */
export function UploadField({ label, accept, file, onChange, testId }: UploadFieldProps) {
  const { t, language } = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<UploadProblem>();
  const [over, setOver] = useState(false);

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    const read = await readUpload(chosen, accept);
    setProblem(read.ok ? undefined : read.problem);
    onChange(read.ok ? read.file : undefined);
    if (input.current) input.current.value = '';
  }

  return (
    <div className="upload">
      <label
        htmlFor={id}
        className={over ? 'upload-drop upload-over' : 'upload-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <UploadOutlined aria-hidden />
        <span>
          <span className="upload-label">{label}</span>
          <span className="sub">
            {file
              ? file.name
              : t('file.uploadHelp', { kinds: accept.join(', '), size: bytes(MAX_FILE_BYTES, language) })}
          </span>
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          className="visually-hidden"
          accept={accept.join(',')}
          data-testid={testId}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      {problem && (
        <p className="field-error" role="alert">
          {t(`file.problem_${problem}`, { kinds: accept.join(', '), size: bytes(MAX_FILE_BYTES, language) })}
        </p>
      )}
    </div>
  );
}
