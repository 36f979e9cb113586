import { Button, ConfigProvider, Form, type FormInstance } from 'antd';
import { type ReactNode, useRef } from 'react';
import { problemOf } from '../api/problem';
import { useText } from '../i18n/use-text';
import { Dialog } from '../ui/dialog';
import { Refusal } from '../ui/refusal';
import type { useSave } from '../ui/use-save';
import '../ui/dialog-fields.css';
import '../systems/card/card.css';
import './controls.css';

interface FormDialogProps<Values extends object> {
  title: string;
  about?: string | undefined;
  submit: string;
  form: FormInstance<Values>;
  initial: Partial<Values>;
  saving: Pick<
    ReturnType<typeof useSave<Values, unknown>>,
    'save' | 'busy' | 'refusal' | 'problems' | 'overtaken'
  >;
  onReload?: () => void;
  onClose: () => void;
  testId: string;
  children: ReactNode;
}

/** A dialog around a form: its calendars open inside it, and what the server refuses stands above its fields. */
export function FormDialog<Values extends object>({
  title,
  about,
  submit,
  form,
  initial,
  saving,
  onReload,
  onClose,
  testId,
  children,
}: FormDialogProps<Values>) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      testId={testId}
      onSubmit={form.submit}
      foot={
        <>
          <span className="muted">{t('act.submitHint')}</span>
          <Button onClick={onClose}>{t('page.cancel')}</Button>
          <Button type="primary" loading={saving.busy} onClick={form.submit} data-testid="form-submit">
            {submit}
          </Button>
        </>
      }
    >
      <ConfigProvider getPopupContainer={() => box.current?.closest('dialog') ?? document.body}>
        <div ref={box} className="dialog-fields">
          {about && <p className="dialog-about">{about}</p>}
          <Refusal
            refusal={saving.refusal}
            problems={saving.problems}
            onReload={saving.overtaken ? onReload : undefined}
          />
          <Form
            form={form}
            layout="vertical"
            initialValues={initial}
            disabled={saving.busy}
            scrollToFirstError
            onFinish={(values: Values) =>
              saving.save(values, {
                onError: (error) => form.setFields(fieldsOf(problemOf(error).problems) as never),
              })
            }
          >
            {children}
          </Form>
        </div>
      </ConfigProvider>
    </Dialog>
  );
}

/** `/milestones/0/dueOn` → the field of that name, where the form has it. */
function fieldsOf(problems: readonly { pointer: string; message: string }[]) {
  return problems
    .filter(({ pointer }) => pointer !== '')
    .map(({ pointer, message }) => ({
      name: pointer
        .replace(/^#?\//, '')
        .split('/')
        .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      errors: [message],
    }));
}
