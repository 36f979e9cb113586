import { Alert, Button, Form, Input } from 'antd';
import { useText } from '../i18n/use-text';
import { Dialog } from './dialog';
import { useProblemWords } from './state-panel';

interface ReasonDialogProps {
  title: string;
  about: string;
  label: string;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: (reason: string) => void;
  onClose: () => void;
  testId: string;
}

/** Asks why before something that leaves a record. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, about, label, submit, busy, error, onSubmit, onClose, testId } = props;
  const { t } = useText();
  const [form] = Form.useForm<{ reason: string }>();
  const refusal = useProblemWords(error);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={form.submit}
      testId={testId}
      foot={
        <>
          <span className="muted">{t('act.submitHint')}</span>
          <Button onClick={onClose}>{t('page.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={form.submit} data-testid="reason-submit">
            {submit}
          </Button>
        </>
      }
    >
      <p className="dialog-about">{about}</p>
      {refusal && <Alert type="error" showIcon role="alert" title={refusal} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => onSubmit(reason.trim())}
      >
        <Form.Item
          name="reason"
          label={label}
          rules={[{ required: true, whitespace: true, min: 5, message: t('letters.reasonShort') }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
