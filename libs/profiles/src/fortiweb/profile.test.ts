import { fortiweb } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const HEAD =
  'date=2026-11-20 time=08:15:30 log_id=20000010 msg_id=1 device_id=FVVM00UNLICENSED timezone="(GMT+7:00)Bangkok,Hanoi,Jakarta" ';
function eventOf(rest: string) {
  const result = fortiweb.toEvent(HEAD + rest, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('fortiweb', () => {
  it.each([
    [
      'a FortiGate record',
      'date=2026-11-20 time=08:15:30 devname="fw" devid="FG1" logid="1" type="traffic" subtype="forward"',
    ],
    ['a FortiMail record', 'date=2026-11-20,time=08:15:30,device_id=FE200,log_id=0200,type=statistics'],
    ['words', 'log_id is unknown'],
  ])('does not take %s for its own', (_, text) => expect(fortiweb.recognise(text)).toBe(0));
  it('refuses what has no log_id', () => {
    expect(fortiweb.toEvent('date=2026-11-20 time=08:15:30 a=b', CONTEXT)).toMatchObject({
      ok: false,
      reason: 'unrecognised',
    });
  });
  it('reads the zone of the device', () => {
    expect(eventOf('type=attack action=Alert')['@timestamp']).toBe('2026-11-20T01:15:30.000Z');
  });
  it.each([
    ['Alert_Deny', ['access', 'denied'], 'failure'],
    ['Block', ['access', 'denied'], 'failure'],
    ['Period_Block', ['access', 'denied'], 'failure'],
    ['Alert', ['access', 'allowed'], 'success'],
    ['Redirect', ['access', 'denied'], 'failure'],
  ])('an attack with %s is %j', (action, type, outcome) => {
    const event = eventOf(
      `type=attack action=${action} src=203.0.113.9 dst=10.20.4.2 main_type="Signature Detection" sub_type="SQL Injection" user_name="Unknown"`,
    );
    expect(event.event).toMatchObject({ kind: 'alert', action, type, outcome });
    expect(event.user).toBeUndefined();
    expect(event.rule).toMatchObject({ name: 'SQL Injection', category: 'Signature Detection' });
  });
  it.each([
    [
      'type=event subtype="admin" user=admin ui=GUI(203.0.113.52) action=login status=failure msg="User admin login failed from GUI(203.0.113.52)"',
      'admin_login',
      'failure',
    ],
    [
      'type=event subtype="system" user=admin ui=GUI(10.20.0.9) action=edit status=success msg="Monitor mode of policy dvc enabled"',
      'mode_detection_only',
      'success',
    ],
    [
      'type=event subtype="system" user=admin action=delete status=success msg="policy x"',
      'config_delete',
      'success',
    ],
    ['type=event subtype="system" msg="CPU usage 91"', 'system', 'unknown'],
  ])('«%s» is %s, %s', (rest, action, outcome) => {
    expect(eventOf(rest).event).toMatchObject({ action, outcome });
  });
});
