import { Checkbox, Form, InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';
import { HARMS, INFORMATION, KINDS, SERVES, WORKS } from '../../systems/card/level-facts';
import type { Question } from './level-questions';

const TRI = ['yes', 'no', 'unknown'] as const;

/** One question of the criteria, with what it means for somebody who has never read the decree. */
export function LevelQuestion({ question, number }: { question: Question; number: number }) {
  const { t } = useText();
  const label = (
    <span className="level-ask">
      <span className="level-ask-number" aria-hidden="true">
        {number}
      </span>
      <span>
        {t(`levelAsk.${question}`)}
        <span className="level-help">{t(`levelAsk.${question}_help`)}</span>
      </span>
    </span>
  );
  const item = (name: string | string[], control: ReactNode) => (
    <Form.Item name={name} label={label} className="level-question">
      {control}
    </Form.Item>
  );
  switch (question) {
    case 'kind':
      return item(
        'kind',
        <Radio.Group
          className="stack"
          options={KINDS.map((value) => ({
            value,
            label: <Explained word={t(`systemKind.${value}`)} about={t(`levelAskKind.${value}`)} />,
          }))}
        />,
      );
    case 'information':
      return item(
        'information',
        <Checkbox.Group
          className="stack"
          options={INFORMATION.map((value) => ({
            value,
            label: <Explained word={t(`dataClass.${value}`)} about={t(`levelAsk.information_${value}`)} />,
          }))}
        />,
      );
    case 'serves':
      return item(
        'serves',
        <Radio.Group
          className="stack"
          options={SERVES.map((value) => ({ value, label: t(`fact.serves_${value}`) }))}
        />,
      );
    case 'works_class':
      return item(
        'works_class',
        <Radio.Group
          className="stack"
          options={WORKS.map((value) => ({ value, label: t(`fact.works_${value}`) }))}
        />,
      );
    case 'ns_harm':
      return item(
        'ns_harm',
        <Radio.Group
          className="stack"
          options={HARMS.map((value) => ({ value, label: t(`fact.harm_${value}`) }))}
        />,
      );
    case 'subjects':
      return (
        <fieldset className="level-question level-subjects">
          <legend>{label}</legend>
          <div className="card-grid">
            <Form.Item name="basic" label={t('card.subjectsBasic')}>
              <InputNumber min={0} precision={0} className="count-field" />
            </Form.Item>
            <Form.Item name="sensitive" label={t('card.subjectsSensitive')}>
              <InputNumber min={0} precision={0} className="count-field" />
            </Form.Item>
          </div>
        </fieldset>
      );
    default:
      return item(
        ['flags', question],
        <Radio.Group
          optionType="button"
          options={TRI.map((value) => ({ value, label: t(`fact.${value}`) }))}
        />,
      );
  }
}

function Explained({ word, about }: { word: string; about: string }) {
  return (
    <>
      {word}
      <span className="sub">{about}</span>
    </>
  );
}
