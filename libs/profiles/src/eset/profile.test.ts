import { eset } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (value: object | string) =>
  eset.toEvent(typeof value === 'string' ? value : JSON.stringify(value), CONTEXT);
const base = { hostname: 'pc-1', ipv4: '10.0.0.5', occured: '20-Nov-2026 01:15:30', source_uuid: 'u' };

describe('eset', () => {
  it.each([
    ['JSON of something else', '{"event_type":"alert","src_ip":"10.0.0.1"}'],
    ['CEF of another maker', 'CEF:0|Maker|Product|1|2|virus|3|src=10.0.0.1'],
    ['words', 'ESET'],
  ])('does not take %s', (_, text) => {
    expect(eset.recognise(text)).toBe(0);
  });
  it.each([
    ['words', 'ESET'],
    ['half an object', '{"event_type":"Threat_Event"'],
    ['no type', '{"hostname":"x"}'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it('counts its times in UTC', () => {
    expect(parse({ ...base, event_type: 'Threat_Event', threat_name: 'X' })).toMatchObject({
      event: { '@timestamp': '2026-11-20T01:15:30.000Z' },
    });
  });
  it('has the words of malware-not-removed and attack-tool-found', () => {
    const result = parse({
      ...base,
      event_type: 'Threat_Event',
      threat_name: 'Win64/Mimikatz.A',
      threat_handled: false,
      action_taken: '',
    });
    expect(result).toMatchObject({
      event: {
        event: { category: ['malware'], outcome: 'failure', kind: 'alert' },
        threat: { indicator: { name: 'Win64/Mimikatz.A' } },
        host: { name: 'pc-1' },
      },
    });
    if (result.ok)
      expect(eset.logsource(result.event)).toContainEqual({ category: 'antivirus', product: 'eset' });
  });
  it('keeps an event of a kind it does not know', () => {
    expect(parse({ ...base, event_type: 'Later_Event', x: 1 })).toMatchObject({
      ok: true,
      event: { event: { action: 'Later_Event', category: ['host'] }, vendor: { x: 1 } },
    });
  });
});
