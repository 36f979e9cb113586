import { firedBy as firedWith } from '../fired-by';

/** The register says the dataset is personal. */
const firedBy = (profile: string, sample: string): string[] =>
  firedWith(profile, sample, (event) =>
    event.access?.dataset === undefined
      ? event
      : { ...event, access: { ...event.access, data_class: 'personal' } },
  );

describe('records of web servers, databases and the bus meet the rules that are written for them', () => {
  it.each([
    ['web-access', 'nginx-json', ['dossier-lookup']],
    ['web-access', 'json-in-syslog', ['web-missing-page', 'web-login-post']],
    ['web-access', 'apache-ssl-request', []],
    ['nginx-error', 'file-not-found', ['web-secret-file-probe']],
    ['nginx-error', 'limiting-requests', ['web-login-post']],
    ['apache-error', 'modsecurity', []],
    ['iis-w3c', 'without-referrer', ['web-secret-file-probe', 'web-missing-page']],
    ['iis-w3c', 'all-fields', ['web-login-post']],
    ['iis-w3c', 'default-fields', ['dossier-lookup']],
    ['tomcat', 'json-valve', ['web-script-put']],
    ['wso2-apim', 'api-backend-down', ['bus-call-broken']],
    ['wso2-apim', 'audit-login-failed', ['sign-in-failed', 'sign-in-failed-anywhere']],
    ['wso2-apim', 'http-access', ['web-login-post']],
    ['ckan', 'activity-changed', ['open-data-personal-published']],
    ['ckan', 'uwsgi-request', ['open-data-personal-published']],
    ['postgresql', 'csv-login', ['database-dump-client']],
    ['postgresql', 'csv-password-failed', ['database-sign-in-failed']],
    ['postgresql', 'json-no-hba', ['database-sign-in-failed']],
    ['postgresql', 'pgaudit-read', ['data-read-not-public']],
    ['postgresql', 'pgaudit-role-stderr', ['database-privilege-granted']],
    ['postgresql', 'stderr-debian', ['database-structure-dropped']],
    ['postgresql', 'stderr-statement-of-error', ['database-delay-query']],
    ['postgresql', 'csv-error-with-query', ['data-access-refused']],
    ['mysql-audit', 'mariadb-failed', ['database-sign-in-failed']],
    ['mysql-audit', 'error-log-denied', ['database-sign-in-failed']],
    ['mysql-audit', 'mariadb-syslog', ['database-audit-off']],
    ['mysql-audit', 'percona-query', ['database-password-hashes-read']],
    ['mysql-audit', 'general-log', ['database-privilege-granted']],
    ['mssql-audit', 'event-text-login', ['database-from-internet', 'database-shared-administrator']],
    ['mssql-audit', 'json-login-failed', ['database-sign-in-failed']],
    ['mssql-audit', 'event-18456-xml', ['database-sign-in-failed']],
    ['mssql-audit', 'csv-audit-off', ['database-audit-off']],
    ['mssql-audit', 'event-xml', ['database-command-execution']],
    ['mssql-audit', 'winlogbeat-role', ['database-privilege-granted']],
    ['mssql-audit', 'json-select', ['data-read-not-public']],
    ['oracle-audit', 'unified-json-noaudit', ['database-audit-off']],
    ['oracle-audit', 'unified-json-link', ['database-link-created']],
    ['oracle-audit', 'unified-json-logon-failed', ['database-sign-in-failed']],
    ['oracle-audit', 'older-syslog-statement', ['database-privilege-granted']],
    ['mongodb-audit', 'authenticate-failed', ['database-sign-in-failed']],
    ['mongodb-audit', 'log-slow-query', ['database-dump-client']],
    ['mongodb-audit', 'auth-check-denied', ['data-access-refused']],
    ['xroad-messages', 'opmon-rest-denied', ['data-access-refused', 'bus-call-broken']],
    ['xroad-messages', 'opmon-signature', ['xroad-signature-refused']],
    ['xroad-messages', 'opmon-client-half', ['access-without-purpose']],
    ['xroad-messages', 'audit-access-rights', ['xroad-access-right-added']],
    ['xroad-messages', 'audit-login-failed', ['sign-in-failed']],
  ])('%s/%s fires %j', (profile, sample, rules) => {
    expect(firedBy(profile, sample)).toEqual(expect.arrayContaining(rules));
  });

  it.each([
    ['postgresql', 'stderr-received', 'database-from-internet'],
    ['postgresql', 'stderr-pgbadger', 'database-dump-client'],
    ['mongodb-audit', 'log-connection', 'database-from-internet'],
    ['mysql-audit', 'mariadb-denied', 'database-structure-dropped'],
    ['xroad-messages', 'message-log-rest', 'access-without-purpose'],
    ['wso2-apim', 'api-response-out', 'access-without-purpose'],
    ['web-access', 'forged-user-name', 'web-admin-console-from-internet'],
  ])('%s/%s does not fire %s', (profile, sample, rule) => {
    expect(firedBy(profile, sample)).not.toContain(rule);
  });
});
