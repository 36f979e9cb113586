import { entityWord } from './entity';

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
  ['xroad.client.member_code', 'service'],
  ['something.else', undefined],
])('%s is %s', (kind, word) => expect(entityWord(kind)).toBe(word));
