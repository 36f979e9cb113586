import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import { useAgencies } from '../../systems/use-agencies';
import { DayField } from '../../ui/day-field';
import type { DossierView } from '../use-dossier';
import { type ActField, type ActKind, type ActValues, linesOf, NEEDS_PAPER } from './act-form';
import { LevelChoice } from './level-choice';
import { PaperFields } from './paper-fields';

interface ActFieldsProps {
  kind: ActKind;
  view: DossierView;
  fields: readonly ActField[];
}

/** The fields of one act, in the order its form of the decree has them. */
export function ActFields({ kind, view, fields }: ActFieldsProps) {
  const { t } = useText();
  const conclusion = Form.useWatch<ActValues['conclusion']>('conclusion');
  const deployment = Form.useWatch<ActValues['deployment']>('deployment');
  const central = view.detail.dossier.track === 'L4' || view.detail.dossier.track === 'L5';
  const choices = (name: ActField, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`actChoice.${name}_${value}` as 'actChoice.form_both') }));
  const needed = (message: string) => [{ required: true, message }];
  const points = (name: 'missing' | 'defects') => (
    <Form.Item
      key={name}
      name={name}
      label={t(`actField.${name}`)}
      extra={t('actField.linesHelp')}
      rules={[
        {
          validator: async (_rule, value: string | undefined) => {
            if (linesOf(value).length === 0) throw new Error(t('actField.linesMissing'));
          },
        },
      ]}
    >
      <Input.TextArea rows={4} className="grows" />
    </Form.Item>
  );
  const FIELDS: Record<ActField, () => ReactNode> = {
    level: () => <LevelChoice key="level" view={view} />,
    rationale: () => (
      <Form.Item
        key="rationale"
        name="rationale"
        label={t('actField.rationale')}
        extra={t('actField.rationaleHelp')}
        rules={view.detail.level.level === null ? needed(t('actField.rationaleMissing')) : []}
      >
        <Input.TextArea rows={3} maxLength={4000} className="grows" />
      </Form.Item>
    ),
    independent: () => (
      <Form.Item
        key="independent"
        name="independent"
        label={t('actField.independent')}
        rules={needed(t('actField.choose'))}
      >
        <Radio.Group options={yesNo(t('actChoice.independent_yes'), t('actChoice.independent_no'))} />
      </Form.Item>
    ),
    summary: () => (
      <Form.Item key="summary" name="summary" label={t('actField.summary')} extra={t('actField.summaryHelp')}>
        <Input.TextArea rows={3} maxLength={4000} className="grows" />
      </Form.Item>
    ),
    appraiser: () => <AppraiserFields key="appraiser" />,
    favourable: () => (
      <Form.Item
        key="favourable"
        name="favourable"
        label={t('actField.favourable')}
        rules={needed(t('actField.choose'))}
      >
        <Radio.Group options={yesNo(t('actChoice.favourable_yes'), t('actChoice.favourable_no'))} />
      </Form.Item>
    ),
    missing: () => points('missing'),
    conclusion: () => (
      <Form.Item
        key="conclusion"
        name="conclusion"
        label={t('actField.conclusion')}
        rules={needed(t('actField.choose'))}
      >
        <Radio.Group options={choices('conclusion', ['suitable', 'not_suitable'])} />
      </Form.Item>
    ),
    defects: () => (conclusion === 'not_suitable' ? points('defects') : null),
    form: () => (
      <Form.Item key="form" name="form" label={t('actField.form')} rules={needed(t('actField.choose'))}>
        <Radio.Group options={choices('form', ['in_writing', 'meeting', 'both'])} />
      </Form.Item>
    ),
    opinion: () => (
      <Form.Item
        key="opinion"
        name="opinion"
        label={t('actField.opinion')}
        rules={[{ required: true, whitespace: true, message: t('actField.opinionMissing') }]}
      >
        <Input.TextArea rows={4} maxLength={4000} className="grows" />
      </Form.Item>
    ),
    coordinating: () => (
      <Form.Item
        key="coordinating"
        name="coordinating"
        label={t('actField.coordinating')}
        extra={t('actField.coordinatingHelp')}
      >
        <Input.TextArea rows={2} className="grows" />
      </Form.Item>
    ),
    // Đ18.3: only where the central body leads; below, the form prints «Không áp dụng».
    coordinatingOpinions: () =>
      central ? (
        <Form.Item
          key="coordinatingOpinions"
          name="coordinatingOpinions"
          label={t('actField.coordinatingOpinions')}
          extra={t('actField.coordinatingOpinionsHelp')}
        >
          <Input.TextArea rows={3} maxLength={4000} className="grows" />
        </Form.Item>
      ) : null,
    otherOpinion: () => (
      <Form.Item
        key="otherOpinion"
        name="otherOpinion"
        label={t('actField.otherOpinion')}
        extra={t('actField.otherOpinionHelp')}
      >
        <Input.TextArea rows={2} maxLength={4000} className="grows" />
      </Form.Item>
    ),
    centralBody: () =>
      central ? (
        <Form.Item
          key="centralBody"
          name="centralBody"
          label={t('actField.centralBody')}
          rules={needed(t('actField.choose'))}
        >
          <Radio.Group options={choices('centralBody', ['BCA', 'BQP', 'BCY'])} />
        </Form.Item>
      ) : null,
    approvalForm: () => (
      <Form.Item
        key="approvalForm"
        name="approvalForm"
        label={t('actField.approvalForm')}
        extra={view.detail.dossier.track === 'L1-2' ? t('actField.approvalFormLow') : undefined}
        rules={needed(t('actField.choose'))}
      >
        <Select options={choices('approvalForm', ['internal', 'mau-06', 'mau-07'])} />
      </Form.Item>
    ),
    validUntil: () => (
      <Form.Item
        key="validUntil"
        name="validUntil"
        label={t('actField.validUntil')}
        extra={t('actField.validUntilHelp')}
      >
        <DayField />
      </Form.Item>
    ),
    reason: () => (
      <Form.Item
        key="reason"
        name="reason"
        label={t('actField.reason')}
        rules={[{ required: true, whitespace: true, min: 5, message: t('letters.reasonShort') }]}
      >
        <Input.TextArea rows={3} maxLength={4000} className="grows" />
      </Form.Item>
    ),
    deployment: () => (
      <Form.Item key="deployment" name="deployment" label={t('deployment.label')}>
        <Radio.Group
          options={(['none', 'some', 'full'] as const).map((value) => ({
            value,
            label: t(`deployment.${value}`),
          }))}
        />
      </Form.Item>
    ),
    expectedOn: () =>
      deployment === 'full' ? null : (
        <Form.Item key="expectedOn" name="expectedOn" label={t('actField.expectedOn')}>
          <DayField />
        </Form.Item>
      ),
    approvalExpectedOn: () => (
      <Form.Item
        key="approvalExpectedOn"
        name="approvalExpectedOn"
        label={t('actField.approvalExpectedOn')}
        rules={needed(t('actField.onMissing'))}
      >
        <DayField />
      </Form.Item>
    ),
    paper: () => (
      <PaperFields key="paper" systemId={view.form.system.id} needed={NEEDS_PAPER.has(kind)} kind={kind} />
    ),
  };
  return <>{fields.map((field) => FIELDS[field]())}</>;
}

const yesNo = (yes: string, no: string) => [
  { value: true, label: yes },
  { value: false, label: no },
];

/** Đ18.4: another unit of the register, or a council by its name. */
function AppraiserFields() {
  const { t } = useText();
  const agencies = useAgencies();
  const council = Form.useWatch<string | undefined>('council');
  const unit = Form.useWatch<string | undefined>('appraiserId');
  return (
    <>
      <Form.Item
        name="appraiserId"
        label={t('actField.appraiserId')}
        rules={[{ required: !council?.trim(), message: t('actField.appraiserMissing') }]}
      >
        <Select
          allowClear
          disabled={Boolean(council?.trim())}
          showSearch={{ optionFilterProp: 'label' }}
          options={agencies.plain}
        />
      </Form.Item>
      <Form.Item name="council" label={t('actField.council')}>
        <Input maxLength={300} disabled={Boolean(unit)} />
      </Form.Item>
    </>
  );
}
