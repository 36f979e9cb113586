import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useText } from '../i18n/use-text';
import { useAgencies } from '../systems/use-agencies';
import { DayField } from '../ui/day-field';
import { choiceKey } from './choice-key';
import type { FactField, WrittenKind } from './fact-fields';
import { NestedPaper } from './nested-paper';

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

/** One field of a fact. */
export function FactControl({
  field,
  kind,
  systemId,
}: {
  field: FactField;
  kind: WrittenKind;
  systemId: string | undefined;
}) {
  const { t } = useText();
  const agencies = useAgencies();
  const { name, type, optional = false, options = [] } = field;
  const label = t(`factField.${name}`);
  const rules = optional ? [] : [{ required: true, message: t('evidence.needed') }];
  const choices = options.map((value) => ({ value, label: t(choiceKey(value)) }));
  const path = ['fact', name];
  switch (type) {
    case 'day':
      return (
        <Form.Item name={path} label={label} rules={rules}>
          <DayField />
        </Form.Item>
      );
    case 'count':
      return (
        <Form.Item name={path} label={label} rules={rules}>
          <InputNumber min={0} precision={0} className="count-field" />
        </Form.Item>
      );
    case 'flag':
      return (
        <Form.Item name={path} label={label} rules={rules}>
          <Radio.Group
            options={[
              { value: true, label: t('fact.yes') },
              { value: false, label: t('fact.no') },
            ]}
          />
        </Form.Item>
      );
    case 'choice':
      return (
        <Form.Item name={path} label={label} rules={rules}>
          {options.length > 4 ? <Select options={choices} /> : <Radio.Group options={choices} />}
        </Form.Item>
      );
    case 'choices':
      return (
        <Form.Item name={path} label={label}>
          <Checkbox.Group options={choices} />
        </Form.Item>
      );
    case 'agency':
      return (
        <Form.Item name={path} label={label} rules={rules}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={agencies.plain} />
        </Form.Item>
      );
    case 'paper':
      return <NestedPaper path={path} label={label} needed={!optional} systemId={systemId} />;
    case 'certificate':
      return (
        <fieldset className="paper-fields">
          <legend>{label}</legend>
          <Form.Item name={[...path, 'name']} label={t('evidence.certificateName')}>
            <Input maxLength={300} />
          </Form.Item>
          <div className="pair-grid">
            <Form.Item name={[...path, 'number']} label={t('actField.number')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name={[...path, 'validTo']} label={t('factField.validTo')}>
              <DayField />
            </Form.Item>
          </div>
        </fieldset>
      );
    case 'severities':
      return (
        <fieldset className="paper-fields">
          <legend>{label}</legend>
          <div className="four-grid">
            {SEVERITIES.map((severity) => (
              <Form.Item
                key={severity}
                name={[...path, severity]}
                label={t(`severity.${severity}`)}
                initialValue={0}
              >
                <InputNumber min={0} precision={0} className="count-field" />
              </Form.Item>
            ))}
          </div>
        </fieldset>
      );
    default:
      return (
        <Form.Item
          name={path}
          label={label}
          rules={optional ? [] : [{ required: true, whitespace: true, message: t('evidence.needed') }]}
          extra={kind === 'report_sent' && name === 'period' ? t('evidence.periodHelp') : undefined}
        >
          <Input maxLength={name === 'period' ? 40 : name === 'contact24x7' ? 200 : 300} />
        </Form.Item>
      );
  }
}
