import { dataClassOf } from './products';
import { edrDlp } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => edrDlp.toEvent(text, CONTEXT);

describe('edr-dlp', () => {
  it.each([
    ['a firewall', 'CEF:0|Maker|Firewall|1|2|deny|3|src=10.0.0.1'],
    ['half a header', 'CEF:0|CrowdStrike|Falcon'],
    ['words', 'CrowdStrike Falcon'],
  ])('does not take %s', (_, text) => {
    expect(edrDlp.recognise(text)).toBe(0);
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it.each([
    ['Dữ liệu cá nhân', 'personal'],
    ['Personal data (PII)', 'personal'],
    ['Thông tin riêng tư', 'private'],
    ['Tài liệu Tuyệt mật', 'state_secret'],
    ['Tài liệu độ Mật', 'state_secret'],
    ['Chính sách mật khẩu', undefined],
    ['Confidential', undefined],
  ])('%s is of the class %s', (words, expected) => {
    expect(dataClassOf(words)).toBe(expected);
  });

  it('has the words of dlp-copied-to-device, dlp-burst and dlp-mailed-out', () => {
    const copied = parse(
      'CEF:0|X|Company DLP|1|2|Copy to USB|5|suser=an shost=PC fname=a.xlsx act=Allowed policy=Dữ liệu cá nhân',
    );
    expect(copied).toMatchObject({
      event: {
        event: { action: 'usb_copy', outcome: 'success' },
        observer: { type: 'dlp' },
        access: { data_class: 'personal' },
        user: { name: 'an' },
        file: { name: 'a.xlsx' },
      },
    });
    if (copied.ok)
      expect(edrDlp.logsource(copied.event)).toEqual([{ category: 'dlp', product: 'company dlp' }]);
    expect(
      parse('CEF:0|X|DLP|1|2|Email incident|5|suser=an act=Blocked cs1=Personal cs1Label=Policy'),
    ).toMatchObject({
      event: { event: { action: 'email_send', outcome: 'failure', type: ['access', 'denied'] } },
    });
  });

  it.each([
    ['Agent tamper attempt detected', 'tamper_detected'],
    ['Sensor was removed, uninstalled', 'agent_uninstalled'],
    ['Real-time protection is disabled', 'protection_disabled'],
  ])('%s has the word agent-removed reads', (name, action) => {
    const result = parse(`CEF:0|SentinelOne|Mgmt|1|2|${name}|5|dvchost=PC suser=an`);
    expect(result).toMatchObject({
      event: { event: { action }, observer: { type: 'edr' }, host: { name: 'PC' } },
    });
    if (result.ok)
      expect(edrDlp.logsource(result.event)).toContainEqual({ category: 'edr', product: 'mgmt' });
  });
});
