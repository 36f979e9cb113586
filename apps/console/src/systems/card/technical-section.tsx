import type { System, TechnicalLayer } from '@khien/model';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useText } from '../../i18n/use-text';
import { DayField } from '../../ui/day-field';
import { CardSection } from './card-section';
import { RowField } from './row-field';
import { RowList } from './row-list';
import { useSystemOptions } from './use-system-options';

const LAYERS: readonly TechnicalLayer[] = ['network', 'application', 'database', 'endpoint'];
const HOSTINGS: readonly NonNullable<System['hosting']>[] = [
  'own',
  'provincial_data_centre',
  'hired_data_centre',
  'cloud',
];
const CLASSES = ['public', 'private', 'personal', 'state_secret'] as const;
const CONNECTIONS = ['connection', 'data_sharing', 'shared_infrastructure'] as const;

/** Where it runs, by what it is known in the logs, what data it holds, what it is connected to, what it is made of. */
export function TechnicalSection({ systemId }: { systemId: string }) {
  const { t } = useText();
  const systems = useSystemOptions(systemId);
  const addresses = (name: 'networks' | 'hosts' | 'domains', example: string) => (
    <Form.Item name={name} label={t(`card.${name}`)} extra={t('card.linesHelp', { example })}>
      <Input.TextArea rows={2} spellCheck={false} className="code grows" />
    </Form.Item>
  );
  return (
    <>
      <CardSection id="network">
        <div className="card-grid">
          <Form.Item name="hosting" label={t('card.hosting')}>
            <Select
              allowClear
              options={HOSTINGS.map((hosting) => ({ value: hosting, label: t(`hosting.${hosting}`) }))}
            />
          </Form.Item>
          <Form.Item name="hostedOn" label={t('card.hostedOn')} extra={t('card.hostedOnHelp')}>
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={systems} />
          </Form.Item>
        </div>
        <div className="card-grid card-grid-3">
          {addresses('networks', '10.20.1.0/24')}
          {addresses('hosts', 'app-01')}
          {addresses('domains', 'dichvu.tinh.example')}
        </div>
        <Form.Item name="technicalLayers" label={t('card.technicalLayers')}>
          <Checkbox.Group
            options={LAYERS.map((layer) => ({ value: layer, label: t(`technical.${layer}`) }))}
          />
        </Form.Item>
      </CardSection>
      <CardSection id="data">
        <RowList name="datasets" label={t('card.datasets')}>
          {(row) => (
            <>
              <RowField row={row} name="id" label={t('card.datasetId')} maxLength={120} />
              <Form.Item name={[row, 'dataClass']} label={t('card.dataClass')}>
                <Select options={CLASSES.map((value) => ({ value, label: t(`dataClass.${value}`) }))} />
              </Form.Item>
            </>
          )}
        </RowList>
        <fieldset className="row-list">
          <legend>{t('card.subjects')}</legend>
          <div className="card-grid">
            <Form.Item name={['subjects', 'basic']} label={t('card.subjectsBasic')}>
              <InputNumber min={0} precision={0} className="count-field" />
            </Form.Item>
            <Form.Item name={['subjects', 'sensitive']} label={t('card.subjectsSensitive')}>
              <InputNumber min={0} precision={0} className="count-field" />
            </Form.Item>
            <Form.Item name={['subjects', 'method']} label={t('card.subjectsMethod')}>
              <Input maxLength={4000} />
            </Form.Item>
            <Form.Item name={['subjects', 'countedOn']} label={t('card.countedOn')}>
              <DayField />
            </Form.Item>
          </div>
        </fieldset>
        <RowList name="userGroups" label={t('card.userGroups')}>
          {(row) => (
            <>
              <RowField row={row} name="name" label={t('card.groupName')} />
              <RowField row={row} name="count" label={t('card.count')} kind="count" />
              <RowField row={row} name="channel" label={t('card.channel')} maxLength={100} />
            </>
          )}
        </RowList>
      </CardSection>
      <CardSection id="connections">
        <RowList name="connections" label={t('card.connections')}>
          {(row) => (
            <>
              <Form.Item name={[row, 'systemId']} label={t('card.toSystem')}>
                <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={systems} />
              </Form.Item>
              <RowField row={row} name="name" label={t('card.toOther')} />
              <Form.Item name={[row, 'kind']} label={t('card.connectionKind')}>
                <Select options={CONNECTIONS.map((value) => ({ value, label: t(`connection.${value}`) }))} />
              </Form.Item>
              <RowField row={row} name="note" label={t('card.note')} maxLength={1000} />
            </>
          )}
        </RowList>
      </CardSection>
      <PartsSection />
    </>
  );
}

/** Devices, services and zones, as the explanatory documents list them. */
function PartsSection() {
  const { t } = useText();
  return (
    <CardSection id="parts">
      <RowList name="devices" label={t('card.devices')}>
        {(row) => (
          <>
            <RowField row={row} name="name" label={t('card.partName')} />
            <RowField row={row} name="location" label={t('card.location')} />
            <RowField row={row} name="quantity" label={t('card.count')} kind="count" />
            <RowField row={row} name="purpose" label={t('card.partPurpose')} />
          </>
        )}
      </RowList>
      <RowList name="services" label={t('card.services')}>
        {(row) => (
          <>
            <RowField row={row} name="name" label={t('card.partName')} />
            <RowField row={row} name="server" label={t('card.server')} />
            <RowField row={row} name="location" label={t('card.location')} />
            <RowField row={row} name="os" label={t('card.os')} maxLength={100} />
            <RowField row={row} name="purpose" label={t('card.partPurpose')} />
          </>
        )}
      </RowList>
      <RowList name="zones" label={t('card.zones')}>
        {(row) => (
          <>
            <RowField row={row} name="name" label={t('card.partName')} />
            <RowField row={row} name="privateRange" label={t('card.privateRange')} />
            <RowField row={row} name="publicRange" label={t('card.publicRange')} />
            <RowField row={row} name="purpose" label={t('card.partPurpose')} />
          </>
        )}
      </RowList>
    </CardSection>
  );
}
