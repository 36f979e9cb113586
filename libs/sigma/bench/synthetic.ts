import type { RuleSource } from '@khien/sigma';

/** Rules and events made here, so that these cases run anywhere and always measure the same thing. */

const WEB = [
  '/../',
  'union select',
  '/etc/passwd',
  '<script',
  'cmd.exe',
  '${jndi:',
  'wp-login.php',
  '.git/config',
  '/actuator/env',
  'xp_cmdshell',
];
const TOOLS = [
  'sqlmap',
  'nikto',
  'nmap',
  'masscan',
  'gobuster',
  'wpscan',
  'dirbuster',
  'hydra',
  'zgrab',
  'nuclei',
];
const PROGRAMS = ['nc', 'wget', 'curl', 'python3', 'perl', 'bash', 'socat', 'useradd', 'crontab', 'chmod'];
const ACTIONS = [
  'login',
  'logout',
  'role_change',
  'export',
  'lookup',
  'password_reset',
  'mfa_reset',
  'delete',
  'config_change',
  'token_issue',
];

/** One hundred and fifty rules over web, login and process fields, shaped like real ones. */
export function syntheticRules(count = 150): RuleSource[] {
  return Array.from({ length: count }, (_, i) => ({ file: `synthetic-${i}.yml`, text: ruleText(i) }));
}

function ruleText(i: number): string {
  const kinds = [webRule, agentRule, processRule, accountRule, regexRule];
  const body = (kinds[i % kinds.length] ?? webRule)(i);
  return `title: Synthetic ${i}\nid: synthetic-${i}\nlevel: medium\nauthor: Khien\nlogsource: {category: any}\ndetection:\n${body}`;
}

const at = (list: readonly string[], i: number): string => list[Math.floor(i / 5) % list.length] ?? '';

function webRule(i: number): string {
  const values = [0, 1, 2].map((k) => `'${at(WEB, i + k * 5)}${i}'`).join(', ');
  return `  s:\n    url.original|contains: [${values}]\n    http.request.method: [GET, POST]\n  f:\n    http.response.status_code: [403, 404]\n  condition: s and not f\n`;
}
function agentRule(i: number): string {
  return `  s:\n    user_agent.original|contains: ['${at(TOOLS, i)}${i}', '${at(TOOLS, i + 5)}/${i}']\n  condition: s\n`;
}
function processRule(i: number): string {
  const program = at(PROGRAMS, i);
  return `  s_image: {process.executable|endswith: ['/${program}', '/${program}${i}']}\n  s_args: {process.command_line|contains|all: ['-${String.fromCharCode(97 + (i % 26))} ', 'tmp${i}']}\n  condition: all of s_*\n`;
}
function accountRule(i: number): string {
  return `  s:\n    event.action: ${at(ACTIONS, i)}\n    event.outcome: failure\n    user.name|startswith: ['svc${i}', 'adm${i}']\n  f: {source.ip|cidr: 10.${i}.0.0/16}\n  condition: s and not f\n`;
}
function regexRule(i: number): string {
  return `  s:\n    url.original|re: '/api/v${i}/\\d+/(export|download)'\n    user.name: '*'\n  condition: s\n`;
}

/** ECS events of about 0.8 kB; roughly one in a hundred matches some rule. */
export function syntheticEvents(count: number): string[] {
  return Array.from({ length: count }, (_, i) => JSON.stringify(eventOf(i)));
}

function eventOf(i: number): object {
  const hit = i % 100 === 0;
  const rule = ((i / 100) % 30) * 5;
  const query = hit ? `${at(WEB, rule)}${rule}` : `page=${i % 97}&sort=name`;
  return {
    '@timestamp': new Date(1.79e12 + i * 1000).toISOString(),
    ecs: { version: '9.1.0' },
    event: {
      kind: 'event',
      category: ['web'],
      type: ['access'],
      action: ACTIONS[i % 10],
      outcome: i % 7 ? 'success' : 'failure',
      dataset: 'web.access',
    },
    source: { ip: `10.${i % 200}.${i % 13}.7`, port: 40000 + (i % 20000), geo: { country_iso_code: 'VN' } },
    user: { name: `user${i % 1000}`, id: String(i % 1000), roles: ['staff', 'reader'] },
    url: {
      original: `/portal/citizen/${i % 5000}/documents?${query}`,
      path: `/portal/citizen/${i % 5000}/documents`,
      query,
      domain: 'dichvucong.example.vn',
    },
    http: {
      request: { method: i % 3 ? 'GET' : 'POST', bytes: 512 + (i % 100) },
      response: { status_code: i % 11 ? 200 : 404, bytes: 2048 + i },
    },
    user_agent: {
      original:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
    },
    host: { name: `web-${i % 4}`, ip: ['10.0.0.4'] },
    khien: {
      source_id: 'web-1',
      system_id: 'cong-dvc',
      chunk_id: `c${i}`,
      position: String(i),
      received_at: '2026-11-21T00:00:00.000Z',
      parser: 'web-access/1',
    },
  };
}
