import type { EvidenceFact } from '@khien/model';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { type EvidenceDraft, postEvidence } from '../api/evidence';
import { FormDialog } from '../controls/form-dialog';
import { keysByBody } from '../controls/once-key';
import { dayOf } from '../format/day';
import { useText } from '../i18n/use-text';
import { useSession } from '../session/use-session';
import { useAgencies } from '../systems/use-agencies';
import { DayField } from '../ui/day-field';
import { useSave } from '../ui/use-save';
import { FactControl } from './fact-control';
import { FACT_FIELDS, WRITTEN_KINDS, type WrittenKind } from './fact-fields';
import { type FactValues, factOf } from './fact-form';

interface AddForm {
  about: 'system' | 'agency' | 'province';
  systemId?: string;
  agencyId?: string;
  kind: WrittenKind;
  fact?: FactValues;
  effectiveFrom: string;
  effectiveTo?: string;
  note?: string;
}

interface AddDialogProps {
  systemId: string;
  systems: { value: string; label: string }[];
  onClose: () => void;
}

/** A new piece of evidence: about what, of which kind, saying what, for which days. */
export function AddDialog({ systemId, systems, onClose }: AddDialogProps) {
  const { t } = useText();
  const { user } = useSession();
  const agencies = useAgencies();
  const [form] = Form.useForm<AddForm>();
  const [keyOf] = useState(keysByBody);
  const kind = Form.useWatch('kind', form);
  const about = Form.useWatch('about', form);
  const chosen = Form.useWatch('systemId', form);
  const saving = useSave({
    save(values: AddForm) {
      const draft: EvidenceDraft = {
        ...(values.about === 'system' && values.systemId ? { systemId: values.systemId } : {}),
        ...(values.about === 'agency' && values.agencyId ? { agencyId: values.agencyId } : {}),
        effectiveFrom: values.effectiveFrom,
        ...(values.effectiveTo ? { effectiveTo: values.effectiveTo } : {}),
        // The server reads it by its schema and says field by field what is wrong.
        fact: factOf(values.kind, values.fact ?? {}) as unknown as EvidenceFact,
        ...(values.note?.trim() ? { note: values.note.trim() } : {}),
      };
      return postEvidence(draft, keyOf(draft));
    },
    reads: [['evidence'], ['controls'], ['systems', 'detail'], ['layers'], ['deadlines']],
    done: t('evidence.added'),
    onDone: onClose,
  });
  const whole = user.agencies === '*';
  const needed = [{ required: true, message: t('evidence.needed') }];
  return (
    <FormDialog
      title={t('evidence.add')}
      submit={t('evidence.addSubmit')}
      form={form}
      initial={{
        about: 'system',
        ...(systemId ? { systemId } : {}),
        effectiveFrom: dayOf(Date.now()),
      }}
      saving={saving}
      onClose={onClose}
      testId="dialog-evidence"
    >
      <div className="pair-grid">
        <Form.Item name="about" label={t('evidence.about')} rules={needed}>
          <Select
            options={(['system', 'agency', ...(whole ? (['province'] as const) : [])] as const).map(
              (value) => ({
                value,
                label: t(`evidence.about_${value}`),
              }),
            )}
          />
        </Form.Item>
        {about === 'system' && (
          <Form.Item name="systemId" label={t('evidence.system')} rules={needed}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={systems} />
          </Form.Item>
        )}
        {about === 'agency' && (
          <Form.Item name="agencyId" label={t('systems.agency')} rules={needed}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={agencies.plain} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="kind" label={t('evidence.kind')} rules={needed}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={WRITTEN_KINDS.map((value) => ({ value, label: t(`evidenceKind.${value}`) }))}
          onChange={() => form.setFieldsValue({ fact: {} } as Parameters<typeof form.setFieldsValue>[0])}
        />
      </Form.Item>
      {kind &&
        FACT_FIELDS[kind].map((field) => (
          <FactControl
            key={`${kind} ${field.name}`}
            field={field}
            kind={kind}
            systemId={about === 'system' ? chosen : undefined}
          />
        ))}
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
      <Form.Item name="note" label={t('evidence.note')}>
        <Input.TextArea rows={2} maxLength={2000} className="grows" />
      </Form.Item>
    </FormDialog>
  );
}
