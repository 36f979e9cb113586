import { Form, Input } from 'antd';
import { SignedFile } from '../dossiers/acts/signed-file';
import { useText } from '../i18n/use-text';
import { DayField } from '../ui/day-field';

interface NestedPaperProps {
  path: string[];
  label: string;
  needed: boolean;
  /** Whose file the signed copy is; without a system there is none to hand in. */
  systemId: string | undefined;
}

/** A document inside a fact: number, day, issuer, and where there is one the signed copy. */
export function NestedPaper({ path, label, needed, systemId }: NestedPaperProps) {
  const { t } = useText();
  const number = Form.useWatch<string | undefined>([...path, 'number']);
  const date = Form.useWatch<string | undefined>([...path, 'date']);
  return (
    <fieldset className="paper-fields">
      <legend>{needed ? label : t('evidence.ifAny', { label })}</legend>
      <div className="paper-grid">
        <Form.Item
          name={[...path, 'number']}
          label={t('actField.number')}
          rules={[
            { required: needed || Boolean(date), whitespace: true, message: t('actField.numberMissing') },
          ]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item
          name={[...path, 'date']}
          label={t('actField.date')}
          rules={[{ required: needed || Boolean(number?.trim()), message: t('actField.dateMissing') }]}
        >
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name={[...path, 'issuer']} label={t('actField.issuer')}>
        <Input maxLength={300} />
      </Form.Item>
      {systemId && (
        <Form.Item name={[...path, 'sha256']} noStyle>
          <SignedFile systemId={systemId} />
        </Form.Item>
      )}
    </fieldset>
  );
}
