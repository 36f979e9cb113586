import type { CloseReason } from '@khien/model';
import { Alert, Button, Form, Input, Radio } from 'antd';
import type { KeyboardEvent } from 'react';
import type { AlertStep } from '../api/alerts';
import type { AlertView } from '../api/views-alerts';
import { useText } from '../i18n/use-text';
import { Dialog } from '../ui/dialog';
import { CLOSE_REASONS } from './close-reasons';
import { EntityValue } from './entity-value';
import { useAlertStep } from './use-alert-step';

export type StepKind = 'close' | 'reopen' | 'notes';

const WORDS = {
  close: { title: 'act.closeTitle', note: 'act.closeNote', submit: 'act.closeSubmit' },
  reopen: { title: 'act.reopenTitle', note: 'act.reopenNote', submit: 'act.reopenSubmit' },
  notes: { title: 'act.noteTitle', note: 'act.noteText', submit: 'act.noteSubmit' },
} as const;

interface StepForm {
  reason: CloseReason;
  note: string;
}

/** Asks for what a step must carry: closing a conclusion and its grounds, reopening why, a note its words. */
export function StepDialog({
  kind,
  alert,
  onClose,
}: {
  kind: StepKind;
  alert: AlertView;
  onClose: () => void;
}) {
  const { t, both } = useText();
  const [form] = Form.useForm<StepForm>();
  const { step, refusal } = useAlertStep({ inPlace: true });

  const takeFirst = kind === 'close' && alert.workflow.status === 'new';

  function send({ reason, note }: StepForm): void {
    const act: AlertStep['act'] =
      kind === 'close' ? { kind, reason, note: note.trim() } : { kind, note: note.trim() };
    step.mutate({ alertId: alert.id, seq: alert.workflow.seq, act, takeFirst }, { onSuccess: onClose });
  }

  /** 1–5 choose a conclusion while no text is being typed. */
  function onKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLTextAreaElement || kind !== 'close' || event.ctrlKey || event.altKey)
      return;
    const reason = CLOSE_REASONS[Number(event.key) - 1];
    if (!reason) return;
    event.preventDefault();
    form.setFieldValue('reason', reason);
    form.focusField('note');
  }

  return (
    <Dialog
      title={t(WORDS[kind].title)}
      onClose={onClose}
      onSubmit={form.submit}
      onKeyDown={onKey}
      testId={`dialog-${kind}`}
      foot={
        <>
          <span className="muted">{t('act.submitHint')}</span>
          <Button onClick={onClose}>{t('page.cancel')}</Button>
          <Button type="primary" loading={step.isPending} onClick={form.submit} data-testid="step-submit">
            {t(WORDS[kind].submit)}
          </Button>
        </>
      }
    >
      <p className="dialog-about">
        {both(alert.rule.title)} · <EntityValue alert={alert} />
      </p>
      {refusal && <Alert type="warning" showIcon role="alert" title={refusal} data-testid="step-refused" />}
      {takeFirst && <p className="dialog-about">{t('act.takesFirst')}</p>}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
        {kind === 'close' && <ReasonField />}
        <Form.Item
          name="note"
          label={t(WORDS[kind].note)}
          extra={kind === 'close' ? t('act.closeNoteHint') : undefined}
          rules={[{ required: true, whitespace: true, min: 5, message: t('act.noteShort') }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

function ReasonField() {
  const { t } = useText();
  return (
    <Form.Item
      name="reason"
      label={t('act.closeReason')}
      rules={[{ required: true, message: t('act.reasonMissing') }]}
    >
      <Radio.Group className="reasons">
        {CLOSE_REASONS.map((reason, index) => (
          <Radio key={reason} value={reason} data-testid={`reason-${reason}`}>
            <kbd>{index + 1}</kbd> {t(`closeReason.${reason}`)}
            <span className="sub">{t(`closeReason.${reason}_help`)}</span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}
