import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeTracking } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => exchangeTracking.toEvent(text, CONTEXT);
const sample = (name: string) => readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd();

describe('exchange-tracking', () => {
  it.each([
    ['a directive of IIS', '#Software: Microsoft Internet Information Services 10.0'],
    ['other CSV', '2026-11-20T01:15:30Z,a,b,c'],
    ['words', 'RECEIVE'],
  ])('does not take %s', (_, text) => {
    expect(exchangeTracking.recognise(text)).toBe(0);
  });
  it.each([
    ['other CSV', '2026-11-20T01:15:30Z,a,b,c'],
    ['words', 'RECEIVE'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
  });
  it('says that a cut record was cut', () => {
    expect(
      exchangeTracking.toEvent(sample('receive').slice(0, 60), { ...CONTEXT, truncated: true }),
    ).toMatchObject({
      ok: false,
      reason: 'truncated',
    });
  });

  it('has the words mail-mass-sending counts by', () => {
    expect(parse(sample('send-outside'))).toMatchObject({
      event: {
        event: { category: ['email'], action: 'mail_sent', outcome: 'success' },
        email: {
          direction: 'outbound',
          sender: { address: 'le.hoa@haivan.gov.vn' },
          to: { address: ['doi.tac@ngoai.example', 'ban.hang@ngoai.example'] },
          subject: 'Danh sach, ban 2',
        },
        client: { ip: '10.20.31.14' },
      },
    });
  });
  it.each([
    ['submit-inside', { email: { direction: 'internal' } }],
    ['receive', { email: { direction: 'inbound' }, host: { name: 'EX01' } }],
    ['exchange-2010', { email: { to: { address: ['le.hoa@haivan.gov.vn'] } } }],
    ['mailbox-rule-forward', { event: { action: 'mail_forwarded' } }],
  ])('reads %s', (name, expected) => {
    expect(parse(sample(name))).toMatchObject({ ok: true, event: expected });
  });
});
