import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@khien/model';
import type { ProfileContext } from '../profile';
import { windowsEvent } from './profile';

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function read(text: string): EventDraft {
  const result = windowsEvent.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

function sample(name: string): EventDraft {
  return read(readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd());
}

function security(
  code: number,
  data: Record<string, unknown>,
  more: Record<string, unknown> = {},
): EventDraft {
  return read(
    JSON.stringify({
      Channel: 'Security',
      EventID: code,
      SourceName: 'Microsoft-Windows-Security-Auditing',
      ...data,
      ...more,
    }),
  );
}

describe('windows-event refuses', () => {
  it.each([
    ['a web line', '192.0.2.1 - - [20/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 1'],
    [
      'a line of sshd',
      'Nov 20 08:15:30 app-01 sshd[1]: Accepted password for le.hoa from 10.0.0.1 port 1 ssh2',
    ],
    ['other JSON', '{"EventID":4624,"Hostname":"a"}'],
    ['ECS JSON without a Windows event', '{"@timestamp":"2026-11-20T00:00:00Z","event":{"code":"4624"}}'],
    ['other XML', '<Event><Data>1</Data></Event>'],
    ['XML cut short', "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"],
    ['broken JSON', '{"winlog":{"event_id":4624'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(windowsEvent.toEvent(text, CONTEXT)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/./),
    });
    expect(windowsEvent.recognise(text)).toBeLessThan(0.98);
  });
  it('says that a record was cut, when the receiver cut it', () => {
    const cut = { ...CONTEXT, truncated: true };
    expect(windowsEvent.toEvent('{"winlog":{', cut)).toMatchObject({ reason: 'truncated' });
    expect(windowsEvent.toEvent('<Event xmlns="x"><System>', cut)).toMatchObject({ reason: 'truncated' });
  });
});

describe('windows-event speaks the words of the rules', () => {
  it.each([
    [
      'remote-desktop-from-internet',
      'logon-remote-desktop-xml',
      /logon type:\s{0,8}10\b/i,
      '4624',
      { source: { ip: '203.0.113.45' } },
    ],
    [
      'kerberos-weak-ticket',
      'kerberos-weak-ticket-snare',
      /ticket encryption type:\s{0,8}0x1[78]\b/i,
      '4769',
      { service: { name: 'svc-baocao' } },
    ],
    ['audit-policy-removed', 'audit-policy-azure', /success removed/i, '4719', {}],
    [
      'directory-privileged-group',
      'group-member-added-winlogbeat',
      /Domain Admins/,
      '4728',
      { user: { target: { name: 'Đặng Vũ' } } },
    ],
    [
      'directory-replication-by-user',
      'replication-winlogbeat',
      /1131f6ad-9c07-11d1-f79f-00c04fc2dcd2/,
      '4662',
      { user: { name: 'tro.giup' } },
    ],
    [
      'windows-hidden-account-created',
      'account-created-dump',
      /./,
      '4720',
      { user: { name: 'quantri', target: { name: 'hotro$' } } },
    ],
  ])('%s', (_, name, text, code, fields) => {
    const event = sample(name);
    expect(event).toMatchObject({
      event: { provider: 'Microsoft-Windows-Security-Auditing', code, outcome: 'success' },
      ...fields,
    });
    expect(event.message).toMatch(text);
    expect(windowsEvent.logsource(event)).toMatchObject({ product: 'windows', service: 'security' });
  });

  it('kerberos-no-preauthentication', () => {
    const event = security(
      4768,
      { TargetUserName: 'cu.ky', PreAuthType: '0', Status: '0x0' },
      { Message: 'Un ticket a été demandé.' },
    );
    expect(event.message).toMatch(/pre-authentication type:\s{0,8}0\b/i);
    expect(event).toMatchObject({ user: { name: 'cu.ky' }, event: { outcome: 'success' } });
  });
  it('windows-log-cleared', () => {
    expect(sample('log-cleared-xml')).toMatchObject({
      event: { provider: 'Microsoft-Windows-Eventlog', code: '1102' },
      user: { name: 'quantri' },
    });
  });
  it('disabled-account-tried, and sign-in guessing', () => {
    expect(sample('logon-disabled-account-nxlog')).toMatchObject({
      event: { category: ['authentication'], outcome: 'failure', reason: 'account_disabled' },
      user: { name: 'pham.cu' },
      source: { ip: '203.0.113.31' },
    });
  });
  it('powershell-attack-script', () => {
    const event = sample('powershell-script-wazuh');
    expect(event).toMatchObject({ event: { provider: 'Microsoft-Windows-PowerShell', code: '4104' } });
    expect(event.message).toContain('Invoke-Kerberoast');
    expect(windowsEvent.logsource(event)).toMatchObject({ category: 'ps_script' });
  });
  it('windows-document-started-shell and windows-run-key-program', () => {
    expect(sample('sysmon-process-xml').process).toMatchObject({
      name: 'powershell.exe',
      parent: { name: 'WINWORD.EXE' },
    });
    expect(sample('sysmon-registry-nxlog').registry).toMatchObject({
      path: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\CapNhat',
      data: { strings: ['powershell -w h -File C:\\Users\\Public\\u.ps1'] },
    });
  });
  it('accounts-disabled-in-bulk and self-granted-role', () => {
    const by = { SubjectUserName: 'quantri', TargetUserName: 'le.moi' };
    const action = (code: number) => security(code, by).event.action;
    expect([4724, 4725, 4726].map(action)).toEqual([
      'reset-password',
      'disabled-user-account',
      'deleted-user-account',
    ]);
    const own = security(4732, {
      SubjectUserName: 'le.hoa',
      MemberName: 'CN=le.hoa,OU=A',
      TargetUserName: 'Administrators',
    });
    expect(own).toMatchObject({
      event: { action: 'added-member-to-group' },
      user: { name: 'le.hoa', target: { name: 'le.hoa' } },
    });
  });
});

describe('windows-event', () => {
  it.each([
    [
      'sysmon 1',
      'Microsoft-Windows-Sysmon/Operational',
      1,
      { category: 'process_creation', product: 'windows', service: 'sysmon' },
    ],
    [
      'sysmon 13',
      'Microsoft-Windows-Sysmon/Operational',
      13,
      [
        { category: 'registry_event', product: 'windows', service: 'sysmon' },
        { category: 'registry_set', product: 'windows', service: 'sysmon' },
      ],
    ],
    [
      'a new process',
      'security',
      4688,
      { category: 'process_creation', product: 'windows', service: 'security' },
    ],
    ['a logon', 'Security', 4624, { category: 'authentication', product: 'windows', service: 'security' }],
    ['a new account', 'Security', 4720, { category: 'iam', product: 'windows', service: 'security' }],
    ['a closed handle', 'Security', 4658, { category: 'none', product: 'windows', service: 'security' }],
    ['an unknown channel', 'HaiVan/Operational', 1, { product: 'windows' }],
    ['a channel named like a method', 'constructor', 1, { product: 'windows' }],
  ])('routes %s', (_, Channel, EventID, logsource) => {
    const event = read(JSON.stringify({ Channel, EventID, SourceName: 'x', Hostname: 'h' }));
    expect(windowsEvent.logsource(event)).toEqual(logsource);
  });

  it.each([
    ['a number', -(2 ** 63) + 2 ** 53, 'success'],
    ['a number', -(2 ** 63) + 2 ** 52, 'failure'],
    ['hexadecimal', '0x8020000000000000', 'success'],
    ['hexadecimal', '0x8010000000000000', 'failure'],
    ['a word', 'Failure Audit', 'failure'],
    ['a list', ['Audit Success'], 'success'],
  ])('reads the audit keyword as %s', (_, Keywords, outcome) => {
    expect(security(4663, { Keywords }).event.outcome).toBe(outcome);
  });

  it('names the machine whose log it is, not the collector', () => {
    const event = read(
      JSON.stringify({
        winlog: { channel: 'Security', event_id: 4634, computer_name: 'PC-01.haivan.example' },
        host: { name: 'wec-01' },
      }),
    );
    expect(event.host?.name).toBe('PC-01.haivan.example');
    expect(event.observer?.name).toBe('wec-01');
  });

  it('claims no JSON that it would refuse', () => {
    const alert =
      '{"log_type":"alert","details":{"EventID":1,"SourceName":"x","winlogbeat":"1","win":1,"System":{}}}';
    expect(windowsEvent.recognise(alert)).toBe(0);
    expect(windowsEvent.toEvent(alert, CONTEXT).ok).toBe(false);
  });

  it('reads the line of OSSEC', () => {
    const event = read(
      '2026 Nov 20 08:15:30 WinEvtLog: Security: AUDIT_FAILURE(4625): Microsoft-Windows-Security-Auditing: (no user): no domain: PC-01.haivan.example: An account failed to log on. Subject: Security ID: S-1-0-0 Account Name: - Logon Type: 3 Account For Which Logon Failed: Security ID: S-1-0-0 Account Name: le.hoa Account Domain: HAIVAN Network Information: Workstation Name: PC-02 Source Network Address: 10.20.4.7 Source Port: 0',
    );
    expect(event).toMatchObject({
      '@timestamp': '2026-11-20T01:15:30.000Z',
      event: { code: '4625', outcome: 'failure', action: 'logon-failed' },
      user: { name: 'le.hoa' },
      source: { ip: '10.20.4.7' },
      host: { name: 'PC-01.haivan.example' },
    });
  });

  it('keeps what Sigma asks for by its own name', () => {
    const event = read(
      JSON.stringify({
        Channel: 'Microsoft-Windows-Sysmon/Operational',
        EventID: 10,
        SourceName: 'Microsoft-Windows-Sysmon',
        SourceImage: 'C:\\a.exe',
        TargetImage: 'C:\\Windows\\System32\\lsass.exe',
        GrantedAccess: '0x1010',
      }),
    );
    expect(event.process?.executable).toBe('C:\\a.exe');
    expect(event.vendor).toMatchObject({
      winlog_event_data_TargetImage: 'C:\\Windows\\System32\\lsass.exe',
      winlog_event_data_GrantedAccess: '0x1010',
    });
  });
});
