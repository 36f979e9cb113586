import { Checkbox, Form, Input, Select } from 'antd';
import type { NamedAgency } from '../../api/views-systems';
import { useText } from '../../i18n/use-text';
import { useCan } from '../../session/use-session';
import { DayField } from '../../ui/day-field';
import { MARKS, STAGES } from '../system-filter';
import { useAgencies } from '../use-agencies';
import { CardSection } from './card-section';

/** Which system it is, whose, and who answers for it. */
export function BasicSection({ bodies }: { bodies: readonly NamedAgency[] }) {
  const { t, both } = useText();
  // Who decides on dossiers is written down by the decision that names them, not by whoever works on one.
  const namesParties = useCan()('register.import');
  const agencies = useAgencies();
  // Bodies the card names already may be out of this person's sight; their names still come with the card.
  const missing = bodies.filter(({ id }) => !agencies.named.some(({ value }) => value === id));
  const named = [...agencies.named, ...missing.map(({ id, name }) => ({ value: id, label: both(name) }))];
  const agency = (name: 'ownerId' | 'operatorId' | 'specialisedUnitId' | 'appraiserId', help?: string) => {
    const fixed = name !== 'operatorId' && !namesParties;
    return (
      <Form.Item name={name} label={t(`card.${name}`)} extra={fixed ? t('card.partyFixed') : help}>
        <Select allowClear disabled={fixed} showSearch={{ optionFilterProp: 'label' }} options={named} />
      </Form.Item>
    );
  };
  return (
    <>
      <CardSection id="basic">
        <div className="card-grid">
          <Form.Item
            name={['name', 'vi']}
            label={t('card.nameVi')}
            rules={[{ required: true, whitespace: true, message: t('card.nameMissing') }]}
          >
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name={['name', 'en']} label={t('card.nameEn')} extra={t('card.nameEnHelp')}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item
            name="agencyId"
            label={t('card.agencyId')}
            rules={[{ required: true, message: t('card.agencyMissing') }]}
          >
            <Select showSearch={{ optionFilterProp: 'label' }} options={agencies.plain} />
          </Form.Item>
          <Form.Item name="stage" label={t('stage.label')}>
            <Select
              allowClear
              options={STAGES.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
            />
          </Form.Item>
          <Form.Item name="constructionStartedOn" label={t('card.constructionStartedOn')}>
            <DayField />
          </Form.Item>
          <Form.Item name="wentLiveOn" label={t('card.wentLiveOn')}>
            <DayField />
          </Form.Item>
        </div>
        <Form.Item name="purpose" label={t('card.purpose')}>
          <Input.TextArea rows={2} className="grows" maxLength={4000} />
        </Form.Item>
        <Form.Item name="boundary" label={t('card.boundary')} extra={t('card.boundaryHelp')}>
          <Input.TextArea rows={2} className="grows" maxLength={4000} />
        </Form.Item>
        <Form.Item name="marks" label={t('mark.label')} extra={t('card.marksHelp')}>
          <Checkbox.Group options={MARKS.map((mark) => ({ value: mark, label: t(`mark.${mark}`) }))} />
        </Form.Item>
      </CardSection>
      <CardSection id="roles">
        <div className="card-grid">
          {agency('ownerId')}
          {agency('operatorId', t('card.operatorHelp'))}
          {agency('specialisedUnitId')}
          {agency('appraiserId', t('card.appraiserHelp'))}
        </div>
      </CardSection>
    </>
  );
}
