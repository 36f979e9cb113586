import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { postFile } from '../../api/dossiers';
import type { UploadedFile } from '../../api/views-register';
import { useText } from '../../i18n/use-text';
import { DayField } from '../../ui/day-field';
import { useProblemWords } from '../../ui/state-panel';
import { UploadField } from '../../ui/upload-field';
import type { ActKind } from './act-form';

interface PaperFieldsProps {
  systemId: string;
  needed: boolean;
  kind?: ActKind;
}

const EXAMPLES: Partial<Record<ActKind, string>> = {
  regulation_issued: '12/QĐ-UBND',
  risk_assessed: '05/BC-UBND',
  submitted: '41/TTr-UBND',
  approved: '88/QĐ-CAT',
};

/** A document by number, day and issuer, and where one has it the signed file. All or nothing of the first two. */
export function PaperFields({ systemId, needed, kind }: PaperFieldsProps) {
  const { t } = useText();
  const number = Form.useWatch<string | undefined>(['paper', 'number']);
  const date = Form.useWatch<string | undefined>(['paper', 'date']);
  const example = (kind && EXAMPLES[kind]) ?? '12/QĐ';
  return (
    <fieldset className="paper-fields">
      <legend>{t(needed ? 'actField.paper' : 'actField.paperOptional')}</legend>
      <div className="paper-grid">
        <Form.Item
          name={['paper', 'number']}
          label={t('actField.number')}
          rules={[
            { required: needed || Boolean(date), whitespace: true, message: t('actField.numberMissing') },
          ]}
        >
          <Input maxLength={120} placeholder={t('actField.example', { example })} />
        </Form.Item>
        <Form.Item
          name={['paper', 'date']}
          label={t('actField.date')}
          rules={[{ required: needed || Boolean(number?.trim()), message: t('actField.dateMissing') }]}
        >
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name={['paper', 'issuer']} label={t('actField.issuer')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name={['paper', 'sha256']} noStyle>
        <SignedFile systemId={systemId} />
      </Form.Item>
    </fieldset>
  );
}

/** Uploads the signed PDF at once; what the act keeps of it is its hash. */
function SignedFile({
  systemId,
  value,
  onChange,
}: {
  systemId: string;
  value?: string;
  onChange?: (sha256: string | undefined) => void;
}) {
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
