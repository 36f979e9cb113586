import { Form, Input } from 'antd';
import { useState } from 'react';
import { type EvidenceDraft, postEvidence } from '../api/evidence';
import type { ControlLine } from '../api/views-controls';
import { dayOf } from '../format/day';
import { useText } from '../i18n/use-text';
import { DayField } from '../ui/day-field';
import { useSave } from '../ui/use-save';
import { FormDialog } from './form-dialog';
import { keysByBody } from './once-key';

interface ExceptionForm {
  reason: string;
  compensating?: string;
  effectiveTo: string;
}

/** Asks that a control does not apply, until a day; it counts only once somebody else has approved it. */
export function ExceptionDialog({
  systemId,
  line,
  onClose,
}: {
  systemId: string;
  line: ControlLine;
  onClose: () => void;
}) {
  const { t, both } = useText();
  const [form] = Form.useForm<ExceptionForm>();
  const [keyOf] = useState(keysByBody);
  const { control } = line;
  const saving = useSave({
    save: ({ reason, compensating, effectiveTo }: ExceptionForm) => {
      const draft: EvidenceDraft = {
        systemId,
        effectiveFrom: dayOf(Date.now()),
        effectiveTo,
        fact: {
          kind: 'exception',
          controlId: control.id,
          reason: reason.trim(),
          ...(compensating?.trim() ? { compensating: compensating.trim() } : {}),
          state: 'requested',
        },
      };
      return postEvidence(draft, keyOf(draft));
    },
    reads: [['controls', systemId], ['evidence']],
    done: t('controls.asked'),
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t('controls.askException')}
      about={both(control.title)}
      submit={t('controls.askSubmit')}
      form={form}
      initial={{}}
      saving={saving}
      onClose={onClose}
      testId="dialog-exception"
    >
      <p className="dialog-about">{t('controls.askAbout')}</p>
      <Form.Item
        name="reason"
        label={t('actField.reason')}
        rules={[{ required: true, whitespace: true, min: 5, message: t('letters.reasonShort') }]}
      >
        <Input.TextArea rows={3} maxLength={4000} className="grows" />
      </Form.Item>
      <Form.Item
        name="compensating"
        label={t('controls.compensating')}
        extra={t('controls.compensatingHelp')}
      >
        <Input.TextArea rows={2} maxLength={4000} className="grows" />
      </Form.Item>
      <Form.Item
        name="effectiveTo"
        label={t('controls.until')}
        rules={[{ required: true, message: t('actField.onMissing') }]}
      >
        <DayField />
      </Form.Item>
    </FormDialog>
  );
}
