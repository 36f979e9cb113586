import { unbound } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(message: string) {
  const result = unbound.toEvent(`Nov 20 08:15:30 dns-02 unbound[812]: [812:0] info: ${message}`, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('unbound', () => {
  it.each([
    ['another program', 'Nov 20 08:15:30 h sshd[1]: [1:0] info: x'],
    ['numbers without a level', '[1:0] hello'],
    ['words', 'unbound'],
  ])('refuses %s', (_, text) => {
    expect(unbound.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(unbound.recognise(text)).toBe(0);
  });
  it.each([
    ['10.40.3.9 a.example. A IN', 'dns_query', 'unknown', 'a.example'],
    ['query: 2001:db8::9 a.example. AAAA IN', 'dns_query', 'unknown', 'a.example'],
    ['10.40.3.9 a.example. A IN SERVFAIL 5.000000 0 40', 'dns_answer', 'failure', 'a.example'],
    ['transparent 10.40.3.9@53433 a.example. A IN', 'local_policy', 'unknown', 'a.example'],
    ['a.example. refuse 10.40.3.9@53433 b.a.example. A IN', 'local_policy', 'failure', 'b.a.example'],
    ['10.40.3.9 . NS IN', 'dns_query', 'unknown', '.'],
  ])('«%s» is %s', (message, action, outcome, name) => {
    const event = eventOf(message);
    expect(event.event).toMatchObject({ action, outcome });
    expect(event.dns?.question?.name).toBe(name);
    expect(event.source?.ip).toBeDefined();
  });
  it.each(['start of service (unbound 1.19.2).', 'generate keytag query _ta-4f66. NULL IN', '300.1.1.1 x'])(
    'keeps «%s» without a client',
    (message) => expect(eventOf(message)).toMatchObject({ message, event: { category: ['network'] } }),
  );
});
