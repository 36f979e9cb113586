import { missing } from './balance';

const even = { received: 98, stored: 90, duplicate: 4, deadLettered: 3, shed: 2, inFlight: 1 };

it.each([
  { name: 'all found again', over: {}, left: 0 },
  { name: 'three lost', over: { stored: 87 }, left: 3 },
  { name: 'one counted twice', over: { duplicate: 5 }, left: -1 },
  {
    name: 'nothing ever came',
    over: { received: 0, stored: 0, duplicate: 0, deadLettered: 0, shed: 0, inFlight: 0 },
    left: 0,
  },
])('$name: $left missing', ({ over, left }) => expect(missing({ ...even, ...over })).toBe(left));
