import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { fieldErrors, problemOf } from '../../api/problem';
import { postSystem } from '../../api/systems';
import { idOfName } from '../../format/id-of-name';
import { useText } from '../../i18n/use-text';
import { Refusal } from '../../ui/refusal';
import { usePageTitle } from '../../ui/use-page-title';
import { useSave } from '../../ui/use-save';
import { useAgencies } from '../use-agencies';
import './card.css';

interface NewSystem {
  nameVi: string;
  id: string;
  agencyId: string;
}

const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** The first three things of a card; everything else is asked on the card itself, where the calculator answers. */
export function SystemNewPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const agencies = useAgencies();
  const [form] = Form.useForm<NewSystem>();
  const [idTyped, setIdTyped] = useState(false);
  const [once] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const saving = useSave({
    save: ({ nameVi, id, agencyId }: NewSystem) =>
      postSystem(
        {
          id,
          name: { vi: nameVi.trim(), en: nameVi.trim() },
          agencyId,
          dossier: { state: 'none' },
          networks: [],
          hosts: [],
          domains: [],
          datasets: [],
        },
        `${once}-${id}`,
      ),
    reads: [['systems']],
    onDone: ({ system }) =>
      void navigate(`/systems/${encodeURIComponent(system.id)}/edit`, { replace: true }),
  });
  usePageTitle(t('card.newTitle'));
  return (
    <div className="page card-page">
      <div className="crumbs">
        <Link to="/systems" className="crumb">
          <ArrowLeftOutlined aria-hidden /> {t('systems.title')}
        </Link>
      </div>
      <section className="panel card-new">
        <h1>{t('card.newTitle')}</h1>
        <p className="muted card-about">{t('card.newAbout')}</p>
        <Refusal refusal={saving.refusal} problems={saving.problems} />
        <Form
          form={form}
          layout="vertical"
          disabled={saving.busy}
          onValuesChange={(changed: Partial<NewSystem>) => {
            if (changed.id !== undefined) setIdTyped(true);
            if (changed.nameVi !== undefined && !idTyped)
              form.setFieldsValue({ id: idOfName(changed.nameVi) });
          }}
          onFinish={(values) =>
            saving.save(values, {
              onError: (error) =>
                form.setFields(fieldErrors(problemOf(error)) as Parameters<typeof form.setFields>[0]),
            })
          }
        >
          <Form.Item
            name="nameVi"
            label={t('card.nameVi')}
            rules={[{ required: true, whitespace: true, message: t('card.nameMissing') }]}
          >
            <Input maxLength={300} autoFocus />
          </Form.Item>
          <Form.Item
            name="agencyId"
            label={t('card.agencyId')}
            rules={[{ required: true, message: t('card.agencyMissing') }]}
          >
            <Select showSearch={{ optionFilterProp: 'label' }} options={agencies.plain} />
          </Form.Item>
          <Form.Item
            name="id"
            label={t('card.id')}
            extra={t('card.idHelp')}
            rules={[{ required: true, pattern: ID, message: t('card.idBad') }]}
          >
            <Input maxLength={80} spellCheck={false} className="code" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={saving.busy} data-testid="create-system">
            {t('card.create')}
          </Button>
        </Form>
      </section>
    </div>
  );
}
