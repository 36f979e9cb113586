import { paloAlto } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => paloAlto.toEvent(text, CONTEXT);
const system = (name: string, description: string) =>
  `1,2026/11/20 08:15:30,0128,SYSTEM,general,0,2026/11/20 08:15:30,,${name},,0,0,general,low,"${description}",1,0x0`;
const threat = (subtype: string, action: string, category = 'any') =>
  `1,2026/11/20 08:15:30,0128,THREAT,${subtype},0,2026/11/20 08:15:30,10.0.0.1,10.0.0.2,,,r,,,a,v,f,t,i,o,l,,1,1,1,2,0,0,0x0,tcp,${action},tep.exe,Name(7),${category},high,`;

describe('palo-alto', () => {
  it.each([
    ['a web line', '10.0.0.1 - - [20/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 1'],
    ['CSV of another kind', '1,2,3,TRAFFIC,end'],
    ['JSON of another kind', '{"type":"TRAFFIC"}'],
    ['CEF of another maker', 'CEF:0|Maker|PAN-OS|1|end|TRAFFIC|1|src=10.0.0.1'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(paloAlto.recognise(text)).toBe(0);
  });

  it.each([
    [
      'a user in quotes',
      'auth-fail',
      "failed authentication for user 'a.b'. Reason: Locked. From: 10.0.0.9.",
      { user: { name: 'a.b' }, source: { ip: '10.0.0.9' }, event: { outcome: 'failure', reason: 'Locked' } },
    ],
    [
      'a user without quotes',
      'auth-fail',
      'failed authentication for user a.b. Reason: Timeout. From: 10.0.0.9.',
      { user: { name: 'a.b' } },
    ],
    ['who did it', 'general', 'Content upgraded by admin', { user: { name: 'admin' } }],
    [
      'no user in a sentence',
      'general',
      'Downloaded by Auto update agent',
      { event: { category: ['host'] } },
    ],
    [
      'a link',
      'link-change',
      'Port ethernet1/2: Down 10Gb/s-full duplex',
      { event: { action: 'down', category: ['network'] } },
    ],
    ['a cleared log', 'general', 'Traffic logs cleared by admin', { event: { action: 'log_cleared' } }],
    [
      'a sign-out',
      'general',
      'User admin logged out via CLI from 10.0.0.9',
      { event: { category: ['session'] }, user: { name: 'admin' } },
    ],
  ])('finds %s in a system event', (_, name, description, expected) => {
    expect(parse(system(name, description))).toMatchObject({ ok: true, event: expected });
  });

  it.each([
    ['virus', 'alert', 'any', { category: ['malware'], outcome: 'failure', kind: 'alert' }],
    ['virus', 'reset-both', 'any', { category: ['malware'], outcome: 'success' }],
    ['wildfire', 'allow', 'benign', { category: ['file', 'network'], kind: 'event' }],
    [
      'spyware',
      'sinkhole',
      'any',
      { category: ['intrusion_detection', 'network'], type: ['info', 'denied'] },
    ],
    ['moi', 'gi-do', 'any', { category: ['file', 'network'] }],
  ])('takes %s that met %s (%s) for what it is', (subtype, action, category, expected) => {
    expect(parse(threat(subtype, action, category))).toMatchObject({ event: { event: expected } });
  });

  it('keeps a type of record it does not know, with the columns every session has', () => {
    expect(parse(threat('start', 'allow').replace('THREAT', 'TUNNEL'))).toMatchObject({
      ok: true,
      event: { source: { ip: '10.0.0.1' }, event: { category: ['network'] }, vendor: { type: 'TUNNEL' } },
    });
  });
});
