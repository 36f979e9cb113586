import { Checkbox, Form, InputNumber, Radio, Select } from 'antd';
import { useText } from '../../i18n/use-text';
import { CardSection } from './card-section';
import { EVERYDAY_FLAGS, HARMS, INFORMATION, KINDS, RARE_FLAGS, SERVES, WORKS } from './level-facts';

/** The questions of the criteria. What nobody knows yet is said so: the calculator then does not conclude. */
export function LevelSection() {
  const { t } = useText();
  const choices = <V extends string>(values: readonly V[], word: (value: V) => string) =>
    values.map((value) => ({ value, label: word(value) }));
  const tri = (flag: (typeof EVERYDAY_FLAGS)[number] | (typeof RARE_FLAGS)[number]) => (
    <Form.Item key={flag} name={['facts', 'flags', flag]} label={t(`fact.${flag}`)} className="tri">
      <Radio.Group
        optionType="button"
        options={choices(['yes', 'no', 'unknown'] as const, (value) => t(`fact.${value}`))}
      />
    </Form.Item>
  );
  return (
    <CardSection id="level">
      <Form.Item name={['facts', 'kind']} label={t('fact.kind')}>
        <Select allowClear options={choices(KINDS, (kind) => t(`systemKind.${kind}`))} />
      </Form.Item>
      <Form.Item name={['facts', 'information']} label={t('fact.information')}>
        <Checkbox.Group options={choices(INFORMATION, (value) => t(`dataClass.${value}`))} />
      </Form.Item>
      {EVERYDAY_FLAGS.map(tri)}
      <div className="card-grid">
        <Form.Item name={['facts', 'basic']} label={t('card.subjectsBasic')} extra={t('fact.countHelp')}>
          <InputNumber min={0} precision={0} className="count-field" />
        </Form.Item>
        <Form.Item name={['facts', 'sensitive']} label={t('card.subjectsSensitive')}>
          <InputNumber min={0} precision={0} className="count-field" />
        </Form.Item>
        <Form.Item name={['facts', 'serves']} label={t('fact.serves')}>
          <Select allowClear options={choices(SERVES, (value) => t(`fact.serves_${value}`))} />
        </Form.Item>
        <Form.Item name={['facts', 'works_class']} label={t('fact.works_class')}>
          <Select allowClear options={choices(WORKS, (value) => t(`fact.works_${value}`))} />
        </Form.Item>
        <Form.Item name={['facts', 'ns_harm']} label={t('fact.ns_harm')} extra={t('fact.ns_harmHelp')}>
          <Select allowClear options={choices(HARMS, (value) => t(`fact.harm_${value}`))} />
        </Form.Item>
        <Form.Item name={['facts', 'proposed']} label={t('fact.proposed')}>
          <Select
            allowClear
            options={[1, 2, 3, 4, 5].map((level) => ({ value: level, label: t('level.of', { level }) }))}
          />
        </Form.Item>
      </div>
      <details className="more-questions">
        <summary>{t('fact.rare')}</summary>
        {RARE_FLAGS.map(tri)}
      </details>
    </CardSection>
  );
}
