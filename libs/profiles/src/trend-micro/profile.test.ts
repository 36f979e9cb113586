import { trendMicro } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => trendMicro.toEvent(text, CONTEXT);

describe('trend-micro', () => {
  it.each([
    ['CEF of another maker', 'CEF:0|Maker|Deep Security Agent|1|2|virus|3|src=10.0.0.1'],
    ['another product of theirs', 'CEF:0|Trend Micro|Deep Discovery Inspector|5|2|x|3|src=10.0.0.1'],
    ['half a header', 'CEF:0|Trend Micro|Apex Central|2019'],
    ['words', 'Trend Micro'],
  ])('does not take %s', (_, text) => {
    expect(trendMicro.recognise(text)).toBe(0);
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it('has the words of malware-in-web-folder and malware-not-removed', () => {
    const result = parse(
      'CEF:0|Trend Micro|Apex Central|2019|AV:x|PHP_WEBSHELL.A|3|dhost=WEB-02 act=Unable to clean fname=a.php filePath=C:\\\\inetpub\\\\wwwroot\\\\ dst=10.0.0.5',
    );
    expect(result).toMatchObject({
      event: {
        event: { kind: 'alert', category: ['malware'], outcome: 'failure', action: 'Unable to clean' },
        threat: { indicator: { name: 'PHP_WEBSHELL.A' } },
        file: { path: 'C:\\inetpub\\wwwroot\\a.php', extension: 'php' },
        host: { name: 'WEB-02' },
      },
    });
    if (result.ok)
      expect(trendMicro.logsource(result.event)).toContainEqual({
        category: 'antivirus',
        product: 'trendmicro',
      });
  });
  it('keeps the ends of an attack apart from the machine that told', () => {
    expect(
      parse(
        'CEF:0|Trend Micro|Deep Security Agent|20|1011466|X Vulnerability|6|dvchost=web src=203.0.113.9 dst=10.0.0.5 act=IDS:Reset',
      ),
    ).toMatchObject({
      event: {
        event: { category: ['intrusion_detection', 'network'], type: ['info', 'denied'], outcome: 'success' },
        source: { ip: '203.0.113.9' },
        destination: { ip: '10.0.0.5' },
        host: { name: 'web' },
      },
    });
  });
});
