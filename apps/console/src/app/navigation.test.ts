import type { Capability } from '../session/use-session';
import { NAVIGATION, navigationFor } from './navigation';

const may =
  (...actions: Capability[]) =>
  (action: Capability) =>
    actions.includes(action);

it('shows what a person may do, and no heading over nothing', () => {
  const shown = navigationFor(may('alert.read', 'activity.read_own'));
  expect(shown.map(({ key, pages }) => [key, pages.map(({ to }) => to)])).toEqual([
    ['monitoring', ['/alerts']],
    ['record', ['/activity']],
  ]);
});

it('shows nothing to who may do nothing', () => expect(navigationFor(may())).toEqual([]));

it('has each page once', () => {
  const all = NAVIGATION.flatMap(({ pages }) => pages.map(({ to }) => to));
  expect(all).toEqual([...new Set(all)]);
});
