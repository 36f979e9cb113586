import { kaspersky } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => kaspersky.toEvent(text, CONTEXT);
const cef = (code: string, name: string, rest: string) =>
  parse(`CEF:0|KasperskyLab|SecurityCenter|14|${code}|${name}|4|dhost=PC-1 dst=10.0.0.5 ${rest}`);

describe('kaspersky', () => {
  it.each([
    ['CEF of another maker', 'CEF:0|Maker|Product|1|2|virus|3|src=10.0.0.1'],
    ['a line with a colon', 'Event type: something'],
    ['words', 'Kaspersky'],
  ])('does not take %s', (_, text) => {
    expect(kaspersky.recognise(text)).toBe(0);
  });
  it('refuses what is none of its forms', () => {
    expect(parse('Kaspersky')).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it('has the words of malware-outbreak, malware-in-web-folder and malware-not-removed', () => {
    const result = cef(
      'GNRL_EV_OBJECT_NOTCURED',
      'Object not disinfected',
      'cs1=Backdoor.PHP.a cs1Label=VirusName filePath=C:\\\\inetpub\\\\wwwroot\\\\a.php',
    );
    expect(result).toMatchObject({
      event: {
        event: { kind: 'alert', category: ['malware'], outcome: 'failure' },
        threat: { indicator: { name: 'Backdoor.PHP.a' } },
        file: { path: 'C:\\inetpub\\wwwroot\\a.php', extension: 'php' },
        host: { name: 'PC-1', ip: ['10.0.0.5'] },
        observer: { type: 'antivirus' },
      },
    });
    if (result.ok)
      expect(kaspersky.logsource(result.event)).toContainEqual({
        category: 'antivirus',
        product: 'kaspersky',
      });
  });
  it.each([
    ['KLNAG_X', 'Network agent has been uninstalled', 'agent_uninstalled', 'success'],
    ['GNRL_EV_PROTECTION_STOPPED', 'Protection is disabled', 'protection_disabled', 'success'],
    ['DEVICE', 'USB device connected', 'device_connected', 'success'],
  ])('%s has the word rules on protection agents read', (code, name, action, outcome) => {
    expect(cef(code, name, 'suser=an')).toMatchObject({
      event: { event: { action, outcome }, observer: { type: 'antivirus' } },
    });
  });
});
