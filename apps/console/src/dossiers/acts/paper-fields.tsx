import { Form, Input } from 'antd';
import { useText } from '../../i18n/use-text';
import { DayField } from '../../ui/day-field';
import type { ActKind } from './act-form';
import { SignedFile } from './signed-file';

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
