import { wso2Apim } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = wso2Apim.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const audit = (message: string) => `[2026-11-20 08:15:30,123]  INFO {AUDIT_LOG} - ${message}`;

describe('wso2-apim', () => {
  it.each([
    [
      'Initiator : a@x | Action : Delete User | Target : b | Data :  | Result : Success',
      'user_deleted',
      'success',
    ],
    [
      'Initiator : a@x | Action : Change Password by Administrator | Target : b | Data :  | Result : Failed',
      'password_changed',
      'failure',
    ],
    [
      'Initiator : a@x | Action : somethingNew | Target : b | Data :  | Result : In Progress',
      'something_new',
      'unknown',
    ],
    [
      '{"performedBy":"a","action":"deleted","typ":"Application","info":"{}"}',
      'application_deleted',
      'success',
    ],
    ["Failed Administrator login attempt 'bob[-1234]' at [2026-11-20 08:15:30,123+0700]", 'login', 'failure'],
  ])('audit «%s» is %s', (message, action, outcome) => {
    expect(eventOf(audit(message)).event).toMatchObject({ action, outcome });
  });
  it('says of which log source each kind is', () => {
    const of = (text: string) => wso2Apim.logsource(eventOf(text));
    expect(of('[2026-11-20 08:15:30,123]  INFO {API_LOG} a - {"flow":"REQUEST_IN"}').category).toBe(
      'data_sharing',
    );
    expect(of(audit('Initiator : a | Action : Login | Target : b | Result : Success')).category).toBe(
      'authentication',
    );
    expect(of('10.0.0.1 - - [20/Nov/2026:08:15:30 +0700] GET /a HTTP/1.1 200 5').category).toBe('webserver');
  });
  it('never keeps a credential', () => {
    const json = '{"headers":{"Authorization":"Basic YTpi"},"flow":"REQUEST_IN"}';
    const event = eventOf(`[2026-11-20 08:15:30,123]  INFO {API_LOG} a - ${json}`);
    expect(event.access?.authentication).toBe('basic');
    expect(JSON.stringify(event)).not.toContain('YTpi');
  });
  it.each([
    ['an nginx error line', '2026/11/20 08:15:30 [error] 7#7: x', 'unrecognised'],
    [
      'a date that does not exist',
      '10.0.0.1 - - [31/Feb/2026:08:15:30 +0700] GET /a HTTP/1.1 200 5',
      'bad_field',
    ],
  ])('refuses %s', (_, text, reason) => {
    expect(wso2Apim.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
