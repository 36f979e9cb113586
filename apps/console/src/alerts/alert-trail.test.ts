import { keepTrail, trailAround, trailRow } from './alert-trail';

it('leads nowhere before a list was seen', () => {
  expect(trailAround('a')).toEqual({ back: '/alerts' });
  expect(trailRow()).toBeUndefined();
});

it.each([
  { id: 'a', around: { next: 'b' } },
  { id: 'b', around: { previous: 'a', next: 'c' } },
  { id: 'c', around: { previous: 'b' } },
])('knows the neighbours of $id and comes back to it', ({ id, around }) => {
  keepTrail({ ids: ['a', 'b', 'c'], at: 'a', back: '/alerts?status=new' });
  expect(trailAround(id)).toEqual({ back: '/alerts?status=new', ...around });
  expect(trailRow()).toBe(id);
});

it('does not lead on from an alert outside the list', () => {
  keepTrail({ ids: ['a'], at: 'a', back: '/alerts?status=new' });
  expect(trailAround('z')).toEqual({ back: '/alerts' });
  expect(trailRow()).toBe('a');
});
