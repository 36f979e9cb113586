import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { postAgency, putAgency } from '../api/agencies';
import { fieldErrors, problemOf } from '../api/problem';
import type { SeenAgency } from '../api/systems';
import { idOfName } from '../format/id-of-name';
import { useText } from '../i18n/use-text';
import { useCan } from '../session/use-session';
import { inTreeOrder } from '../systems/agency-tree';
import { Refusal } from '../ui/refusal';
import { useSave } from '../ui/use-save';
import { AGENCY_KINDS, type AgencyForm, agencyOf, CONTACT_FIELDS, formOf } from './agency-form';

interface AgencyCardProps {
  /** Absent for one that is being entered. */
  agency?: SeenAgency;
  agencies: readonly SeenAgency[];
  onSaved: (id: string) => void;
}

const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;
const EMPTY: AgencyForm = { id: '', name: { vi: '', en: '' }, kind: 'department', contact: {} };

/** The card of one body. Its place in the tree is the administrator's, because it decides who sees what. */
export function AgencyCard({ agency, agencies, onSaved }: AgencyCardProps) {
  const { t, both } = useText();
  const can = useCan();
  const [form] = Form.useForm<AgencyForm>();
  const [once] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const fixed = agency !== undefined && !can('register.import');
  const saving = useSave({
    save: (values: AgencyForm) => {
      const card = agencyOf({ ...values, id: agency?.id ?? values.id });
      return agency ? putAgency(card, agency.version ?? 0) : postAgency(card, `${once}-${card.id}`);
    },
    reads: [['agencies'], ['systems']],
    done: t('agencies.saved'),
    onDone: ({ agency: saved }) => onSaved(saved.id),
  });
  const above = inTreeOrder(agencies, (one) => both(one.name))
    .filter(({ agency: one }) => one.id !== agency?.id && one.inScope !== false)
    .map(({ agency: one, depth }) => ({
      value: one.id,
      label: `${'\u2003'.repeat(depth)}${both(one.name)}`,
    }));
  return (
    <section className="panel agency-card" data-testid="agency-card">
      <h2>{agency ? both(agency.name) : t('agencies.add')}</h2>
      <Refusal refusal={saving.refusal} problems={saving.problems} />
      <Form
        form={form}
        layout="vertical"
        initialValues={agency ? formOf(agency) : EMPTY}
        disabled={saving.busy || !can('register.edit')}
        onValuesChange={(changed: Partial<AgencyForm>) => {
          if (!agency && changed.name?.vi !== undefined)
            form.setFieldsValue({ id: idOfName(changed.name.vi) });
        }}
        onFinish={(values) =>
          saving.save(values, {
            onError: (error) =>
              form.setFields(fieldErrors(problemOf(error)) as Parameters<typeof form.setFields>[0]),
          })
        }
      >
        <div className="agency-fields">
          <Form.Item
            name={['name', 'vi']}
            label={t('agencies.nameVi')}
            rules={[{ required: true, whitespace: true, message: t('card.nameMissing') }]}
          >
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name={['name', 'en']} label={t('agencies.nameEn')}>
            <Input maxLength={300} />
          </Form.Item>
          {!agency && (
            <Form.Item
              name="id"
              label={t('card.id')}
              extra={t('card.idHelp')}
              rules={[{ required: true, pattern: ID, message: t('card.idBad') }]}
            >
              <Input maxLength={80} spellCheck={false} className="code" />
            </Form.Item>
          )}
          <Form.Item
            name="kind"
            label={t('agencies.kind')}
            extra={fixed ? t('agencies.treeFixed') : undefined}
          >
            <Select
              disabled={fixed}
              options={AGENCY_KINDS.map((kind) => ({ value: kind, label: t(`agencies.kind_${kind}`) }))}
            />
          </Form.Item>
          <Form.Item
            name="parent"
            label={t('agencies.parent')}
            extra={fixed ? t('agencies.treeFixed') : undefined}
          >
            <Select allowClear disabled={fixed} showSearch={{ optionFilterProp: 'label' }} options={above} />
          </Form.Item>
        </div>
        <h3>{t('agencies.contact')}</h3>
        <p className="muted">{t('agencies.contactAbout')}</p>
        <div className="agency-fields">
          {CONTACT_FIELDS.map((field) => (
            <Form.Item key={field} name={['contact', field]} label={t(`agencies.contact_${field}`)}>
              <Input maxLength={field === 'mandate' || field === 'address' ? 500 : 100} />
            </Form.Item>
          ))}
        </div>
        {can('register.edit') && (
          <Button type="primary" htmlType="submit" loading={saving.busy} data-testid="save-agency">
            {t('agencies.save')}
          </Button>
        )}
      </Form>
    </section>
  );
}
