import type { Bilingual } from '@khien/model';
import { Form, Input, Radio } from 'antd';
import { type DecisionDraft, postDecision } from '../api/evidence';
import { useText } from '../i18n/use-text';
import { DayField } from '../ui/day-field';
import { useSave } from '../ui/use-save';
import type { ExceptionStanding } from './exception-standing';
import { FormDialog } from './form-dialog';

interface DecideDialogProps {
  systemId: string;
  exception: ExceptionStanding;
  title: Bilingual | undefined;
  onClose: () => void;
}

/** Approves or refuses a request, or takes an approval back; never by who asked for it. */
export function DecideDialog({ systemId, exception, title, onClose }: DecideDialogProps) {
  const { t, both } = useText();
  const [form] = Form.useForm<DecisionDraft>();
  const decision = Form.useWatch('decision', form);
  const revoking = exception.state === 'approved';
  const saving = useSave({
    save: ({ decision: made, note, effectiveTo }: DecisionDraft) =>
      postDecision(exception.request._id, {
        decision: made,
        note: note.trim(),
        ...(made === 'approved' && effectiveTo ? { effectiveTo } : {}),
      }),
    reads: [['controls', systemId], ['evidence'], ['systems', 'detail', systemId]],
    done: t('controls.decided'),
    onDone: onClose,
  });
  const { effectiveTo } = exception.request;
  return (
    <FormDialog
      title={t(revoking ? 'controls.revoke' : 'controls.decide')}
      about={title ? both(title) : exception.controlId}
      submit={t('controls.decideSubmit')}
      form={form}
      initial={revoking ? { decision: 'revoked' } : { ...(effectiveTo ? { effectiveTo } : {}) }}
      saving={saving}
      onClose={onClose}
      testId="dialog-decide"
    >
      <p className="prose dialog-about">{exception.reason}</p>
      <Form.Item
        name="decision"
        label={t('controls.decision')}
        rules={[{ required: true, message: t('actField.choose') }]}
      >
        <Radio.Group
          options={(revoking ? (['revoked'] as const) : (['approved', 'refused'] as const)).map((value) => ({
            value,
            label: t(`controls.decision_${value}`),
          }))}
        />
      </Form.Item>
      {decision === 'approved' && (
        <Form.Item
          name="effectiveTo"
          label={t('controls.until')}
          rules={[{ required: true, message: t('actField.onMissing') }]}
        >
          <DayField />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={t('controls.decisionNote')}
        rules={[{ required: true, whitespace: true, min: 5, message: t('letters.reasonShort') }]}
      >
        <Input.TextArea rows={3} maxLength={2000} className="grows" />
      </Form.Item>
    </FormDialog>
  );
}
