import type { AlertView } from '../api/views-alerts';
import { createLiveStore } from './live-store';

it('asks the lists to catch up whenever the line opens or the server says so', () => {
  const store = createLiveStore(0);
  const heard: unknown[] = [];
  store.listen((news) => heard.push(news === 'catch-up' ? news : news.alert.id));
  store.take({ kind: 'state', state: 'open', at: 5 });
  store.take({ kind: 'alert', type: 'created', alert: { id: 'a' } as AlertView });
  store.take({ kind: 'reset' });
  store.take({ kind: 'state', state: 'down', at: 9 });
  expect(heard).toEqual(['catch-up', 'a', 'catch-up']);
  expect(store.get()).toEqual({ state: 'down', heardAt: 5, pollFailed: false });
});

it('counts an answered reading as news of the server, an unanswered one as a failure', () => {
  const store = createLiveStore(0);
  store.take({ kind: 'state', state: 'down', at: 1 });
  store.polled(false, 2);
  expect(store.get()).toMatchObject({ heardAt: 0, pollFailed: true });
  store.polled(true, 3);
  expect(store.get()).toMatchObject({ heardAt: 3, pollFailed: false });
});

it('stops telling those who left', () => {
  const store = createLiveStore(0);
  let told = 0;
  const leave = store.subscribe(() => {
    told += 1;
  });
  store.take({ kind: 'beat', at: 1 });
  leave();
  store.take({ kind: 'beat', at: 2 });
  expect(told).toBe(1);
});
