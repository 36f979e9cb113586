import { veeam } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => veeam.toEvent(text, CONTEXT);
const said = (description: string, more = '') =>
  parse(`[categoryId=0 instanceId=1 ${more} Version="1" Description="${description}"]`);

describe('veeam', () => {
  it.each([
    ['structured data of others', '<14>1 2026-11-20T08:15:30Z h a - - [origin x="1"] text'],
    ['words', 'Veeam instanceId=1'],
  ])('does not take %s', (_, text) => {
    expect(veeam.recognise(text)).toBe(0);
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it.each([
    ["Backup job 'x' has been deleted.", 'backup_job_deleted', 'success'],
    ["The schedule of job 'x' has been disabled.", 'backup_schedule_disabled', 'success'],
    ["Immutability of repository 'x' has been disabled.", 'immutability_disabled', 'success'],
    ['Multi-factor authentication has been disabled.', 'backup_mfa_disabled', 'success'],
    ['Four-eyes authorization has been disabled.', 'four_eyes_disabled', 'success'],
    ["Retention of job 'x' was reduced and changed.", 'retention_reduced', 'success'],
    ["The Replication job 'x' has finished with Failed state.", 'replication_failed', 'failure'],
    ["The Backup job 'Restore deleted' has finished with Warning state.", 'backup_job_finished', 'success'],
    ["'1' objects has been deleted for 'x'.", 'backup_job_changed', 'success'],
    ["User 'x' failed to log in to the console.", 'backup_console_login', 'failure'],
    ['Something else.', 'backup_notice', 'unknown'],
  ])('%s', (description, action, outcome) => {
    expect(said(description)).toMatchObject({ event: { event: { action, outcome } } });
  });

  it('has the words of backup-failing, backup-copies-deleted and backup-restored-elsewhere', () => {
    expect(said("VM gis-db-01 task has finished with 'Failed' state.")).toMatchObject({
      event: { event: { action: 'backup_failed', outcome: 'failure' }, host: { name: 'gis-db-01' } },
    });
    expect(said("Restore point for VM 'x' was removed.", 'UserName="A\\an"')).toMatchObject({
      event: {
        event: { action: 'restore_point_deleted', outcome: 'success' },
        user: { name: 'an', domain: 'A' },
      },
    });
    expect(
      said(
        'The Restore session has finished with Success state.',
        'VmName="dw-sql-01" TargetVmName="may-17"',
      ),
    ).toMatchObject({
      event: {
        event: { action: 'restore_completed' },
        source: { domain: 'dw-sql-01' },
        destination: { domain: 'may-17' },
      },
    });
    expect(veeam.logsource).toEqual({ category: 'application', product: 'veeam', service: 'backup' });
  });
});
