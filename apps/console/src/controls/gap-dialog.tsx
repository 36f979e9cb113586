import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { getControls, putGap } from '../api/controls';
import type { ControlLine, GapDraft } from '../api/views-controls';
import { useText } from '../i18n/use-text';
import { DayField } from '../ui/day-field';
import { useSave } from '../ui/use-save';
import { FormDialog } from './form-dialog';

interface DialogProps {
  systemId: string;
  line: ControlLine;
  onClose: () => void;
}

/** Kế hoạch khắc phục: who closes a gap, by when, at what cost, in which steps. */
export function GapDialog({ systemId, line, onClose }: DialogProps) {
  const { t, both } = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<GapDraft>();
  const [version, setVersion] = useState(line.gap?.version ?? 0);
  const { control } = line;
  const saving = useSave({
    save: (draft: GapDraft) => putGap(systemId, control.id, cleaned(draft), version),
    reads: [['controls', systemId], ['systems'], ['deadlines']],
    done: t('save.saved'),
    onDone: onClose,
  });
  async function reload(): Promise<void> {
    const fresh = await queries.fetchQuery({
      queryKey: ['controls', systemId],
      queryFn: () => getControls(systemId),
      staleTime: 0,
    });
    const gap = fresh.items.find((one) => one.control.id === control.id)?.gap;
    setVersion(gap?.version ?? 0);
    form.setFieldsValue(draftOf(gap) as Parameters<typeof form.setFieldsValue>[0]);
    saving.forget();
  }
  return (
    <FormDialog
      title={t('controls.planTitle')}
      about={both(control.title)}
      submit={t('save.submit')}
      form={form}
      initial={draftOf(line.gap)}
      saving={saving}
      onReload={() => void reload()}
      onClose={onClose}
      testId="dialog-gap"
    >
      <Form.Item name="owner" label={t('controls.planOwner')} extra={t('controls.planOwnerHelp')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="pair-grid">
        <Form.Item name="dueOn" label={t('controls.planDueOn')}>
          <DayField />
        </Form.Item>
        <Form.Item name="costMillionVnd" label={t('controls.planCost')}>
          <InputNumber min={0} className="count-field" />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('controls.planNote')}>
        <Input.TextArea rows={3} maxLength={4000} className="grows" />
      </Form.Item>
      <fieldset className="milestones">
        <legend>{t('controls.milestones')}</legend>
        <Form.List name="milestones">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row) => (
                <div key={row.key} className="milestone">
                  <Form.Item
                    name={[row.name, 'title']}
                    label={t('controls.milestone')}
                    rules={[{ required: true, whitespace: true, message: t('controls.milestoneMissing') }]}
                  >
                    <Input maxLength={300} />
                  </Form.Item>
                  <Form.Item
                    name={[row.name, 'dueOn']}
                    label={t('controls.planDueOn')}
                    rules={[{ required: true, message: t('actField.onMissing') }]}
                  >
                    <DayField />
                  </Form.Item>
                  <Form.Item name={[row.name, 'doneOn']} label={t('controls.milestoneDoneOn')}>
                    <DayField />
                  </Form.Item>
                  <Button
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('card.removeRow')}
                    title={t('card.removeRow')}
                    onClick={() => remove(row.name)}
                  />
                </div>
              ))}
              <Button
                size="small"
                icon={<PlusOutlined aria-hidden />}
                onClick={() => add({})}
                data-testid="add-milestone"
              >
                {t('controls.addMilestone')}
              </Button>
            </>
          )}
        </Form.List>
      </fieldset>
    </FormDialog>
  );
}

function draftOf(gap: ControlLine['gap']): GapDraft {
  const { owner, dueOn, note, costMillionVnd, milestones = [] } = gap ?? {};
  return {
    ...(owner ? { owner } : {}),
    ...(dueOn ? { dueOn } : {}),
    ...(note ? { note } : {}),
    ...(costMillionVnd === undefined ? {} : { costMillionVnd }),
    milestones: milestones.map(({ title, dueOn: due, doneOn }) => ({
      title,
      dueOn: due,
      ...(doneOn ? { doneOn } : {}),
    })),
  };
}

/** Without what is empty: an empty field is a missing one. */
function cleaned({ owner, dueOn, note, costMillionVnd, milestones }: GapDraft): GapDraft {
  return {
    ...(owner?.trim() ? { owner: owner.trim() } : {}),
    ...(dueOn ? { dueOn } : {}),
    ...(note?.trim() ? { note: note.trim() } : {}),
    ...(typeof costMillionVnd === 'number' ? { costMillionVnd } : {}),
    milestones: (milestones ?? []).map(({ title, dueOn: due, doneOn }) => ({
      title: title.trim(),
      dueOn: due,
      ...(doneOn ? { doneOn } : {}),
    })),
  };
}
