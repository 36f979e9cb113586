import { App, Button, ConfigProvider, Form, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { importSigned } from '../../api/dossiers';
import type { DocumentOffer } from '../../api/views-dossiers';
import type { UploadedFile } from '../../api/views-register';
import { useText } from '../../i18n/use-text';
import { DayField } from '../../ui/day-field';
import { Dialog } from '../../ui/dialog';
import { Refusal } from '../../ui/refusal';
import { UploadField } from '../../ui/upload-field';
import { useSave } from '../../ui/use-save';
import type { DossierView } from '../use-dossier';
import '../../ui/dialog-fields.css';

interface SignedDialogProps {
  items: readonly DocumentOffer[];
  view: DossierView;
  onClose: () => void;
}

interface SignedForm {
  form: string;
  number: string;
  date: string;
  issuer?: string;
}

/** The signed PDF of a form, with its number, day and issuer; kept by its hash. */
export function SignedDialog({ items, view, onClose }: SignedDialogProps) {
  const { t, both } = useText();
  const { notification } = App.useApp();
  const [form] = Form.useForm<SignedForm>();
  const [file, setFile] = useState<UploadedFile>();
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const saving = useSave({
    save: ({ form: of, number, date, issuer }: SignedForm) => {
      const { name = '', base64 = '' } = file ?? {};
      const who = issuer?.trim();
      return importSigned(view.detail.dossier._id, {
        ...{ form: of, name, base64, number: number.trim(), date },
        ...(who ? { issuer: who } : {}),
      });
    },
    reads: [['dossiers', 'documents', view.detail.dossier._id]],
    done: t('dossiers.importDone'),
    onDone({ signatureSeen, notice }) {
      // Always: a kept file with a signature in it is not a verified one.
      notification.warning({
        title: t(signatureSeen ? 'dossiers.signatureUnverified' : 'dossiers.signatureUnseen'),
        description: both(notice),
        duration: 20,
      });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('dossiers.importSigned')}
      onClose={onClose}
      testId="dialog-signed"
      foot={
        <>
          <Button onClick={onClose}>{t('page.cancel')}</Button>
          <Button
            type="primary"
            loading={saving.busy}
            onClick={() => {
              setTried(true);
              form.submit();
            }}
            data-testid="signed-submit"
          >
            {t('dossiers.importSubmit')}
          </Button>
        </>
      }
    >
      <ConfigProvider getPopupContainer={() => box.current?.closest('dialog') ?? document.body}>
        <div ref={box} className="dialog-fields">
          <p className="dialog-about">{t('dossiers.importAbout')}</p>
          <Refusal refusal={saving.refusal} problems={saving.problems} />
          <Form
            form={form}
            layout="vertical"
            disabled={saving.busy}
            onFinish={(values) => file && saving.save(values)}
          >
            <Form.Item
              name="form"
              label={t('dossiers.importForm')}
              rules={[{ required: true, message: t('actField.choose') }]}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={items.map(({ id, title }) => ({ value: id, label: both(title) }))}
              />
            </Form.Item>
            <div className="paper-grid">
              <Form.Item
                name="number"
                label={t('actField.number')}
                rules={[{ required: true, whitespace: true, message: t('actField.numberMissing') }]}
              >
                <Input maxLength={120} />
              </Form.Item>
              <Form.Item
                name="date"
                label={t('actField.date')}
                rules={[{ required: true, message: t('actField.dateMissing') }]}
              >
                <DayField />
              </Form.Item>
            </div>
            <Form.Item name="issuer" label={t('actField.issuer')}>
              <Input maxLength={300} />
            </Form.Item>
          </Form>
          <UploadField
            label={t('dossiers.importFile')}
            accept={['.pdf']}
            file={file}
            onChange={setFile}
            testId="signed-pdf"
          />
          {tried && !file && <p className="field-error">{t('dossiers.importFileMissing')}</p>}
        </div>
      </ConfigProvider>
    </Dialog>
  );
}
