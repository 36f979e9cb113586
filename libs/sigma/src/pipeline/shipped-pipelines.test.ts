import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules } from '../compile-rules';
import { parsePipeline } from './parse-pipeline';

/** The mappings of config/pipelines, as the platform loads them. */
const FOLDER = join(__dirname, '../../../../config/pipelines');
const pipeline = readdirSync(FOLDER).map((file) =>
  parsePipeline(readFileSync(join(FOLDER, file), 'utf8'), file),
);

const cases = [
  {
    name: 'Windows process',
    logsource: '{product: windows, category: process_creation}',
    items: "Image|endswith: '\\net.exe'\n    CommandLine|contains: user\n    OriginalFileName: net.exe",
    event: {
      process: {
        executable: 'C:\\net.exe',
        command_line: 'net user x',
        pe: { original_file_name: 'net.exe' },
      },
    },
  },
  {
    name: 'Windows process hash',
    logsource: '{product: windows, category: process_creation}',
    items: `Hashes|contains: 'MD5=${'0'.repeat(32)}'`,
    event: { process: { hash: { md5: '0'.repeat(32) } } },
  },
  {
    name: 'Windows security event',
    logsource: '{product: windows, service: security}',
    items: 'EventID: 4625\n    TargetUserName: admin\n    LogonType: 3',
    event: { event: { code: '4625' }, user: { name: 'admin' }, winlog: { event_data: { LogonType: 3 } } },
  },
  {
    name: 'Windows field kept by our normaliser',
    logsource: '{product: windows, service: system}',
    items: 'ImagePath|contains: temp',
    event: { vendor: { winlog_event_data_ImagePath: 'C:\\Temp\\x.exe' } },
  },
  {
    name: 'registry',
    logsource: '{product: windows, category: registry_set}',
    items: "TargetObject|contains: '\\Run\\'\n    Details|contains: http",
    event: { registry: { path: 'HKLM\\Run\\x', data: { strings: ['a', 'http://x'] } } },
  },
  {
    name: 'loaded library',
    logsource: '{product: windows, category: image_load}',
    items: "ImageLoaded|endswith: '\\x.dll'\n    Signed: 'false'",
    event: { file: { path: 'C:\\x.dll', code_signature: { signed: false } } },
  },
  {
    name: 'Linux process',
    logsource: '{product: linux, category: process_creation}',
    items: 'Image|endswith: /nc\n    ParentImage|endswith: /sh',
    event: { process: { executable: '/bin/nc', parent: { executable: '/bin/sh' } } },
  },
  {
    name: 'auditd',
    logsource: '{product: linux, service: auditd}',
    items: 'type: EXECVE\n    a0: chmod',
    event: { auditd: { log: { record_type: 'EXECVE', a0: 'chmod' } } },
  },
  {
    name: 'web server',
    logsource: '{category: webserver}',
    items: "cs-method: GET\n    cs-uri-query|contains: '/../'\n    sc-status: 200",
    event: {
      url: { original: '/a/../b' },
      http: { request: { method: 'GET' }, response: { status_code: 200 } },
    },
  },
  {
    name: 'proxy',
    logsource: '{category: proxy}',
    items: 'c-useragent|startswith: evil\n    cs-host: a.example',
    event: { user_agent: { original: 'evil/1' }, url: { domain: 'a.example' } },
  },
  {
    name: 'AWS',
    logsource: '{product: aws, service: cloudtrail}',
    items: 'eventName: StopLogging\n    eventSource: cloudtrail.amazonaws.com',
    event: { event: { action: 'StopLogging', provider: 'cloudtrail.amazonaws.com' } },
  },
  {
    name: 'Okta',
    logsource: '{product: okta, service: okta}',
    items: 'eventType: user.account.lock',
    event: { event: { action: 'user.account.lock' } },
  },
];

test.each(cases)('a rule in Sigma names matches an ECS event: $name', ({ logsource, items, event }) => {
  const text = `title: t\nid: t\nlogsource: ${logsource}\ndetection:\n  s:\n    ${items}\n  condition: s\n`;
  const { ruleSet, errors } = compileRules([{ file: 't.yml', text }], { pipeline });
  expect(errors).toEqual([]);
  expect(ruleSet.match(event)).toHaveLength(1);
  expect(ruleSet.match({})).toHaveLength(0);
});
