import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { type EvidenceDraft, postEvidence } from '../api/evidence';
import type { ControlLine } from '../api/views-controls';
import { PaperFields } from '../dossiers/acts/paper-fields';
import { dayOf } from '../format/day';
import { useText } from '../i18n/use-text';
import { DayField } from '../ui/day-field';
import { useSave } from '../ui/use-save';
import { FormDialog } from './form-dialog';
import { keysByBody } from './once-key';

interface AttestForm {
  result: 'met' | 'partly' | 'not_met';
  method: 'review' | 'interview' | 'test';
  statement: string;
  effectiveFrom: string;
  effectiveTo?: string;
  paper?: { number?: string; date?: string; issuer?: string; sha256?: string };
}

/** A person says how a control stands, how they know, and for how long it holds. */
export function AttestDialog({
  systemId,
  line,
  onClose,
}: {
  systemId: string;
  line: ControlLine;
  onClose: () => void;
}) {
  const { t, both } = useText();
  const [form] = Form.useForm<AttestForm>();
  const [keyOf] = useState(keysByBody);
  const { control } = line;
  const saving = useSave({
    save: (values: AttestForm) => {
      const { result, method, statement, effectiveFrom, effectiveTo, paper } = values;
      const { number, date, issuer, sha256 } = paper ?? {};
      const draft: EvidenceDraft = {
        systemId,
        effectiveFrom,
        ...(effectiveTo ? { effectiveTo } : {}),
        fact: {
          kind: 'attestation',
          controlId: control.id,
          result,
          method,
          statement: statement.trim(),
          ...(number?.trim() && date
            ? {
                paper: {
                  number: number.trim(),
                  date,
                  ...(issuer?.trim() ? { issuer: issuer.trim() } : {}),
                  ...(sha256 ? { sha256 } : {}),
                },
              }
            : {}),
        },
      };
      return postEvidence(draft, keyOf(draft));
    },
    reads: [['controls', systemId], ['evidence'], ['systems', 'detail', systemId]],
    done: t('controls.attested'),
    onDone: onClose,
  });
  const needed = [{ required: true, message: t('actField.choose') }];
  return (
    <FormDialog
      title={t('controls.attest')}
      about={both(control.title)}
      submit={t('controls.attestSubmit')}
      form={form}
      initial={{ effectiveFrom: dayOf(Date.now()) }}
      saving={saving}
      onClose={onClose}
      testId="dialog-attest"
    >
      <Form.Item name="result" label={t('controls.result')} rules={needed}>
        <Radio.Group
          options={(['met', 'partly', 'not_met'] as const).map((value) => ({
            value,
            label: t(`control.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="method" label={t('controls.method')} rules={needed}>
        <Radio.Group
          options={(['review', 'interview', 'test'] as const).map((value) => ({
            value,
            label: t(`controls.method_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="statement"
        label={t('controls.statement')}
        extra={t('controls.statementHelp')}
        rules={[{ required: true, whitespace: true, message: t('controls.statementMissing') }]}
      >
        <Input.TextArea rows={3} maxLength={4000} className="grows" />
      </Form.Item>
      <div className="pair-grid">
        <Form.Item
          name="effectiveFrom"
          label={t('controls.from')}
          rules={[{ required: true, message: t('actField.onMissing') }]}
        >
          <DayField clearable={false} />
        </Form.Item>
        <Form.Item name="effectiveTo" label={t('controls.to')} extra={t('controls.toHelp')}>
          <DayField />
        </Form.Item>
      </div>
      <PaperFields systemId={systemId} needed={false} />
    </FormDialog>
  );
}
