import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wazuhAlert } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => wazuhAlert.toEvent(text, CONTEXT);
const sample = (folder: string, name: string) =>
  readFileSync(join(__dirname, '..', folder, 'samples', `${name}.raw`), 'utf8').trimEnd();

describe('wazuh-alert', () => {
  it.each([
    ['JSON of something else', '{"rule":"x","agent":"y"}'],
    ['an alert of Suricata', '{"event_type":"alert","alert":{"signature":"x"}}'],
    ['words', 'Wazuh'],
  ])('does not take %s', (_, text) => {
    expect(wazuhAlert.recognise(text)).toBe(0);
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it('reads an alert of a Windows event as that event', () => {
    expect(
      parse(
        '{"rule":{"id":"60106","firedtimes":1},"agent":{"name":"DC01"},"data":{"win":{"system":{"eventID":"4625","channel":"Security","computer":"DC01"},"eventdata":{"targetUserName":"an","ipAddress":"203.0.113.5"}}}}',
      ),
    ).toMatchObject({
      ok: true,
      event: { event: { code: '4625', outcome: 'failure' }, user: { name: 'an' } },
    });
  });

  it('has the words rules on sign-ins, keys and integrity read', () => {
    const failed = parse(sample('wazuh-alert', 'ssh-failed'));
    expect(failed).toMatchObject({
      event: {
        event: { action: 'ssh_login', category: ['authentication'], outcome: 'failure', kind: 'alert' },
        source: { ip: '203.0.113.77', port: 40112 },
        user: { name: 'oracle' },
        host: { name: 'web-02' },
        threat: { technique: { id: ['T1110.001'] } },
      },
    });
    if (failed.ok)
      expect(wazuhAlert.logsource(failed.event)).toEqual({ category: 'authentication', product: 'wazuh' });
    const key = parse(sample('wazuh-alert', 'syscheck-added'));
    if (key.ok)
      expect(wazuhAlert.logsource(key.event)).toEqual({
        category: 'file_event',
        product: 'linux',
        service: 'wazuh',
      });
    expect(key).toMatchObject({
      event: {
        event: { category: ['file'], type: ['creation'] },
        file: { path: '/root/.ssh/authorized_keys' },
      },
    });
  });
});
