import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type FieldProblem, problemOf } from '../../api/problem';
import { getSystem, putSystem } from '../../api/systems';
import type { NamedAgency, SystemDetail } from '../../api/views-systems';
import { useText } from '../../i18n/use-text';
import { Refusal } from '../../ui/refusal';
import { LoadingPanel, ProblemPanel } from '../../ui/state-panel';
import { UnsavedGuard } from '../../ui/unsaved-guard';
import { usePageTitle } from '../../ui/use-page-title';
import { useSave } from '../../ui/use-save';
import { BasicSection } from './basic-section';
import { type CardForm, cardOfForm, fieldOfPointer, formOfCard } from './card-form';
import { SECTIONS } from './card-section';
import { type CardField, FIELD_WORDS } from './field-words';
import { type Facts, factsOfForm } from './level-facts';
import { LevelSection } from './level-section';
import { mergedForms } from './merged-forms';
import { TechnicalSection } from './technical-section';
import { TransitionSection } from './transition-section';
import { WhatIf } from './what-if';
import './card.css';

/** The register card of one system, with what level it gives while one types. */
export function SystemEditPage() {
  const { t, both } = useText();
  const { id = '' } = useParams();
  const detail = useQuery({
    queryKey: ['systems', 'detail', id],
    queryFn: () => getSystem(id),
    refetchOnWindowFocus: false,
  });
  const name = detail.data ? both(detail.data.system.name) : t('systems.title');
  usePageTitle(t('card.editTitle', { name }));
  return (
    <div className="page card-page">
      <div className="crumbs">
        <Link to={`/systems/${encodeURIComponent(id)}`} className="crumb">
          <ArrowLeftOutlined aria-hidden /> {name}
        </Link>
      </div>
      {detail.isPending && <LoadingPanel />}
      {detail.isError && !detail.data && (
        <ProblemPanel
          title={t('system.loadFailed')}
          error={detail.error}
          onRetry={() => void detail.refetch()}
        />
      )}
      {detail.data && <Editor key={id} latest={detail.data} onReload={() => detail.refetch()} />}
    </div>
  );
}

interface EditorProps {
  latest: SystemDetail;
  onReload: () => Promise<{ data?: SystemDetail | undefined }>;
}

function Editor({ latest, onReload }: EditorProps) {
  const { t, both } = useText();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const [form] = Form.useForm<CardForm>();
  // What the form was filled from: somebody else's save in between must not slip in under the person who types.
  const [held, setHeld] = useState({ system: latest.system, version: latest.version });
  const [dirty, setDirty] = useState(false);
  const [clashes, setClashes] = useState<CardField[]>();
  const facts = Form.useWatch('facts', { form, preserve: true });
  const saving = useSave({
    save: (values: CardForm) => putSystem(cardOfForm(values, held.system), held.version),
    reads: [['systems']],
    done: t('save.saved'),
    onDone({ notes = [] }) {
      setDirty(false);
      for (const note of notes) notification.info({ title: both(note.text), duration: 12 });
      // After the guard has seen that nothing is unsaved any more.
      setTimeout(() => void navigate(`/systems/${encodeURIComponent(held.system.id)}`));
    },
  });
  const [mine, foreign] = [
    fieldsOf(saving.problems),
    saving.problems.filter(({ pointer }) => pointer === ''),
  ];

  /** Takes over what the other changed, and keeps what was typed here; where both changed, that is said. */
  async function reload(): Promise<void> {
    const fresh = (await onReload()).data;
    if (!fresh) return;
    const typed = form.getFieldsValue(true) as CardForm;
    const { merged, both: clash } = mergedForms({
      before: formOfCard(held.system),
      mine: typed,
      theirs: formOfCard(fresh.system),
    });
    setHeld({ system: fresh.system, version: fresh.version });
    form.setFieldsValue(merged);
    saving.forget();
    setClashes(clash);
  }

  return (
    <Form
      form={form}
      layout="vertical"
      className="card-form"
      initialValues={formOfCard(held.system)}
      scrollToFirstError={{ focus: true, block: 'center' }}
      onValuesChange={() => setDirty(true)}
      onFinish={(values) =>
        saving.save(values, {
          onError(error) {
            const fields = fieldsOf(problemOf(error).problems);
            form.setFields(fields);
            const name = fields[0]?.name;
            // The fields take the focus again once nothing is being saved.
            if (name) setTimeout(() => form.scrollToField(name, { block: 'center', focus: true }), 50);
          },
        })
      }
      disabled={saving.busy}
    >
      <UnsavedGuard dirty={dirty} />
      <div className="card-main">
        <h1>{t('card.editTitle', { name: both(held.system.name) })}</h1>
        <Refusal
          refusal={saving.refusal}
          problems={mine.length > 0 ? foreign : saving.problems}
          onReload={saving.overtaken ? () => void reload() : undefined}
        />
        {clashes && <Merged clashes={clashes} />}
        <BasicSection bodies={namedBodies(latest)} />
        <LevelSection />
        <TechnicalSection systemId={held.system.id} />
        <TransitionSection />
        <p className="card-end">
          <Button type="primary" htmlType="submit" loading={saving.busy}>
            {t('save.submit')}
          </Button>
        </p>
      </div>
      <aside className="card-side">
        <nav className="panel card-nav" aria-label={t('card.parts')}>
          <ol>
            {SECTIONS.map((section) => (
              <li key={section}>
                <a href={`#section-${section}`}>{t(`card.section_${section}`)}</a>
              </li>
            ))}
          </ol>
          <div className="card-acts">
            <Button type="primary" htmlType="submit" loading={saving.busy} data-testid="save-card">
              {t('save.submit')}
            </Button>
            <Link to={`/systems/${encodeURIComponent(held.system.id)}`}>{t('page.cancel')}</Link>
          </div>
        </nav>
        <WhatIf
          systemId={held.system.id}
          facts={factsOfForm(facts ?? {}, held.system.levelFacts as Facts | undefined)}
        />
      </aside>
    </Form>
  );
}

function namedBodies({ agency, owner, operator, specialisedUnit, appraiser }: SystemDetail): NamedAgency[] {
  const named = [agency, owner, operator, specialisedUnit, appraiser].flatMap((body) => (body ? [body] : []));
  return [...new Map(named.map((body) => [body.id, body])).values()];
}

/** After the new state was loaded: that one's own words are still there, and where the other changed the same. */
function Merged({ clashes }: { clashes: readonly CardField[] }) {
  const { t } = useText();
  return (
    <Alert
      className="refusal"
      type={clashes.length > 0 ? 'warning' : 'info'}
      showIcon
      role="status"
      title={t('card.merged')}
      data-testid="merged"
      description={
        clashes.length > 0
          ? t('card.clashes', { fields: clashes.map((field) => t(FIELD_WORDS[field])).join(', ') })
          : undefined
      }
    />
  );
}

type Fields = Parameters<ReturnType<typeof Form.useForm<CardForm>>[0]['setFields']>[0];

function fieldsOf(problems: readonly FieldProblem[]): Fields {
  return problems
    .filter(({ pointer }) => pointer !== '')
    .map(({ pointer, message }) => ({
      name: fieldOfPointer(pointer),
      errors: [message],
    })) as unknown as Fields;
}
