import { shippedLaw } from '../testing/shipped-law';

it('reads', () => {
  const { law, problems } = shippedLaw();
  expect(problems).toEqual([]);
  expect(law.conflicts).toHaveLength(14);
  expect(law.layerChecks.length).toBe(18);
});
