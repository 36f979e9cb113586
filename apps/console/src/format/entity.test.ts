import { entityName, entityWord } from './entity';

it.each([
  ['user', 'user'],
  ['user.name', 'user'],
  ['client.user.name', 'user'],
  ['source.ip', 'ip'],
  ['ip', 'ip'],
  ['source_ip', 'ip'],
  ['source', 'source'],
  ['khien.source_id', 'source'],
  ['khien.system_id', 'system'],
  ['system', 'system'],
  ['host.name', 'host'],
  ['host.ip', 'ip'],
  ['access.dataset', 'dataset'],
  ['access.agreement_id', 'agreement'],
  ['destination.domain', 'domain'],
  ['xroad.client.member_code', 'agency'],
  ['xroad.client.subsystem', 'consumer'],
  ['xroad.service.service_code', 'service'],
  ['something.else', undefined],
])('%s is %s', (kind, word) => expect(entityWord(kind)).toBe(word));

const names = { systemName: { vi: 'Kho', en: 'Warehouse' }, sourceName: { vi: 'Cổng', en: 'Gateway' } };
it.each([
  { kind: 'khien.system_id', name: names.systemName },
  { kind: 'khien.source_id', name: names.sourceName },
  { kind: 'source.ip', name: undefined },
  { kind: 'user.name', name: undefined },
])('names what $kind stands for', ({ kind, name }) =>
  expect(entityName({ entity: { kind, value: 'x' }, ...names })).toEqual(name),
);
