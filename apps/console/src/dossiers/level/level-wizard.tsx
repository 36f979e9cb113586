import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { postAct } from '../../api/dossiers';
import { getSystem, putSystem } from '../../api/systems';
import type { SystemDetail } from '../../api/views-systems';
import { dayOf } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { type Facts, factsOfForm, formOfFacts, type LevelFactsForm } from '../../systems/card/level-facts';
import { LoadingPanel, ProblemPanel } from '../../ui/state-panel';
import { useSave } from '../../ui/use-save';
import { computedOf } from '../acts/act-form';
import { placeLink } from '../dossier-tab';
import { type DossierView, READS_OF_ACT, takeOver } from '../use-dossier';
import { LevelQuestion } from './level-question';
import { isAnswered, questionsFor } from './level-questions';
import { LevelResult, type Proposal } from './level-result';

/** A few questions in plain words; the level and its clauses answer at once. Saving writes the card and proposes the level. */
export function LevelWizard({ view }: { view: DossierView }) {
  const { t } = useText();
  const systemId = view.form.system.id;
  const detail = useQuery({
    queryKey: ['systems', 'detail', systemId],
    queryFn: () => getSystem(systemId),
    refetchOnWindowFocus: false,
  });
  if (detail.data) return <Questions key={systemId} view={view} latest={detail.data} />;
  if (detail.isError)
    return (
      <ProblemPanel
        title={t('system.loadFailed')}
        error={detail.error}
        onRetry={() => void detail.refetch()}
      />
    );
  return <LoadingPanel />;
}

function Questions({ view, latest }: { view: DossierView; latest: SystemDetail }) {
  const { t } = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { dossier } = view.detail;
  const [form] = Form.useForm<LevelFactsForm>();
  // What the questions were filled from; somebody else's save in between is refused, not written over.
  const [held, setHeld] = useState({ system: latest.system, version: latest.version });
  const first = formOfFacts(held.system.levelFacts as Facts | undefined);
  const typed = Form.useWatch([], { form, preserve: true }) as LevelFactsForm | undefined;
  const answers: LevelFactsForm = { ...first, ...typed, flags: { ...first.flags, ...typed?.flags } };
  const facts = factsOfForm(answers, held.system.levelFacts as Facts | undefined);
  const asked = questionsFor(answers);
  const open = asked.filter((question) => !isAnswered(question, answers)).length;
  const saving = useSave({
    async save({ level, rationale, answer }: Proposal) {
      if (JSON.stringify(facts) !== JSON.stringify(held.system.levelFacts ?? {})) {
        const saved = await putSystem({ ...held.system, levelFacts: facts }, held.version);
        setHeld({ system: saved.system, version: saved.version });
      }
      const said = rationale?.trim();
      return postAct(
        dossier._id,
        {
          event: {
            kind: 'level_proposed',
            level,
            computed: computedOf(answer),
            ...(said ? { rationale: said } : {}),
          },
          on: dayOf(Date.now()),
        },
        dossier.seq,
      );
    },
    reads: READS_OF_ACT,
    done: t('dossiers.levelSaved'),
    onDone(answer) {
      takeOver(queries, answer);
      void navigate(placeLink({ tab: 'work' }));
    },
  });

  async function reload(): Promise<void> {
    const [fresh] = await Promise.all([
      queries.fetchQuery({
        queryKey: ['systems', 'detail', held.system.id],
        queryFn: () => getSystem(held.system.id),
        staleTime: 0,
      }),
      queries.refetchQueries({ queryKey: ['dossiers', 'detail', dossier._id] }),
    ]);
    setHeld({ system: fresh.system, version: fresh.version });
    saving.forget();
  }

  return (
    <div className="columns level-wizard">
      <section className="panel" aria-labelledby="level-questions">
        <h2 id="level-questions">{t('levelAsk.title')}</h2>
        <p className="muted card-about">{t('levelAsk.about')}</p>
        <Form form={form} layout="vertical" initialValues={first} requiredMark={false} disabled={saving.busy}>
          {asked.map((question, index) => (
            <LevelQuestion key={question} question={question} number={index + 1} />
          ))}
        </Form>
        <p className="muted" role="status">
          {open === 0 ? t('levelAsk.allAnswered') : t('levelAsk.left', { count: open })}
        </p>
      </section>
      <LevelResult
        systemId={held.system.id}
        facts={facts}
        started={Boolean(answers.kind)}
        saving={saving}
        onReload={() => void reload()}
      />
    </div>
  );
}
