import { useQueryClient } from '@tanstack/react-query';
import { Button, ConfigProvider, Form } from 'antd';
import { useRef, useState } from 'react';
import { postAct } from '../../api/dossiers';
import { dayOf } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { DayField } from '../../ui/day-field';
import { Dialog } from '../../ui/dialog';
import { Refusal } from '../../ui/refusal';
import { useSave } from '../../ui/use-save';
import { GuardList } from '../path/guard-list';
import { type DossierView, READS_OF_ACT, takeOver } from '../use-dossier';
import { ActFields } from './act-fields';
import { ACT_FIELDS, type ActKind, type ActValues, eventOf, firstValues } from './act-form';
import '../../ui/dialog-fields.css';

interface ActDialogProps {
  kind: ActKind;
  view: DossierView;
  onClose: () => void;
}

/** One act with exactly what it asks, on its legal day. Who was overtaken keeps what they typed and is shown the new state. */
export function ActDialog({ kind, view, onClose }: ActDialogProps) {
  const { t } = useText();
  const queries = useQueryClient();
  const { dossier, level, allowed } = view.detail;
  const [form] = Form.useForm<ActValues>();
  const [seen, setSeen] = useState(dossier.seq);
  const box = useRef<HTMLDivElement>(null);
  const act = allowed.find((one) => one.kind === kind);
  const acting = useSave({
    save: (values: ActValues) =>
      postAct(dossier._id, { event: eventOf(kind, values, level), on: values.on }, seen),
    reads: READS_OF_ACT,
    done: t('dossiers.done', { act: t(`dossierAct.${kind}`) }),
    onDone(answer) {
      takeOver(queries, answer);
      onClose();
    },
  });
  const overtaken = acting.overtaken;
  const today = dayOf(Date.now());
  return (
    <Dialog
      title={t(`dossierAct.${kind}`)}
      onClose={onClose}
      testId={`dialog-${kind}`}
      onSubmit={form.submit}
      foot={
        <>
          <span className="muted">{t('act.submitHint')}</span>
          <Button onClick={onClose}>{t('page.cancel')}</Button>
          <Button
            type="primary"
            danger={kind === 'retired' || kind === 'approval_refused'}
            loading={acting.busy}
            onClick={form.submit}
            data-testid="act-submit"
          >
            {t(`dossierAct.${kind}`)}
          </Button>
        </>
      }
    >
      <ConfigProvider getPopupContainer={() => box.current?.closest('dialog') ?? document.body}>
        <div ref={box} className="dialog-fields">
          <p className="dialog-about">{t(`dossierActAbout.${kind}`)}</p>
          <Refusal
            refusal={overtaken ? t('dossiers.overtaken') : acting.refusal}
            problems={acting.problems}
            onReload={
              overtaken
                ? () => {
                    void queries
                      .refetchQueries({ queryKey: ['dossiers', 'detail', dossier._id] })
                      .then(() => {
                        const now = queries.getQueryData<DossierView['detail']>([
                          'dossiers',
                          'detail',
                          dossier._id,
                        ]);
                        if (now) setSeen(now.dossier.seq);
                        acting.forget();
                      });
                  }
                : undefined
            }
          />
          {act && act.warnings.length > 0 && (
            <GuardList problems={act.warnings} view={view} onAct={() => undefined} warning />
          )}
          <Form
            form={form}
            layout="vertical"
            disabled={acting.busy}
            initialValues={firstValues(kind, dossier, level, today)}
            onFinish={(values) => acting.save(values)}
            scrollToFirstError
          >
            <ActFields kind={kind} view={view} fields={ACT_FIELDS[kind]} />
            <Form.Item
              name="on"
              label={t('actField.on')}
              extra={t('actField.onHelp')}
              rules={[{ required: true, message: t('actField.onMissing') }]}
            >
              <DayField clearable={false} />
            </Form.Item>
          </Form>
        </div>
      </ConfigProvider>
    </Dialog>
  );
}
