import { Form, Input, Select } from 'antd';
import { useText } from '../../i18n/use-text';
import { CardSection } from './card-section';

const RULES = ['LP-T1', 'LP-T2', 'LP-T3', 'LP-T4'] as const;

/** What was decided under the old law, and how it is carried over. */
export function TransitionSection() {
  const { t } = useText();
  return (
    <CardSection id="transition">
      <div className="card-grid">
        <Form.Item name={['transition', 'levelLegacy']} label={t('card.levelLegacy')}>
          <Select
            allowClear
            options={[1, 2, 3, 4, 5].map((level) => ({ value: level, label: t('level.of', { level }) }))}
          />
        </Form.Item>
        <Form.Item name={['transition', 'regimeOfApproval']} label={t('card.regimeOfApproval')}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name={['transition', 'rule']} label={t('card.transitionRule')}>
        <Select allowClear options={RULES.map((rule) => ({ value: rule, label: t(`card.rule_${rule}`) }))} />
      </Form.Item>
    </CardSection>
  );
}
