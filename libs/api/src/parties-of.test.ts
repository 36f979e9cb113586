import type { Evidence, System } from '@khien/model';
import { agencies, systemCard } from '../test/office';
import { partiesOf } from './parties-of';

const appraisedBy = (unit: string, more: Partial<Evidence> = {}): Evidence => ({
  ...{ _id: `e-${unit}`, collectedAt: 0, effectiveFrom: '2026-01-01', origin: 'person', resultHash: '' },
  by: { userId: 'u', username: 'u', role: 'admin' },
  fact: {
    ...{ kind: 'designation', role: 'appraiser', unit },
    decision: { number: '1/QĐ', date: '2026-01-01' },
  },
  ...more,
});
const card = (more: Partial<System> = {}) => systemCard('his', 'ttyt', more);

describe('who appraises, where it is not the specialised unit', () => {
  it.each([
    { name: 'nobody named', system: card(), evidence: [], is: undefined },
    { name: 'on the card', system: card({ appraiserId: 'so-gd' }), evidence: [], is: 'so-gd' },
    {
      name: 'designated for the body above',
      system: card(),
      evidence: [appraisedBy('so-gd', { agencyId: 'so-yt' })],
      is: 'so-gd',
    },
    {
      name: 'the card before a designation',
      system: card({ appraiserId: 'so-yt' }),
      evidence: [appraisedBy('so-gd', { agencyId: 'so-yt' })],
      is: 'so-yt',
    },
    {
      name: 'designated for another body',
      system: card(),
      evidence: [appraisedBy('so-yt', { agencyId: 'so-gd' })],
      is: undefined,
    },
    {
      name: 'a designation that ran out',
      system: card(),
      evidence: [appraisedBy('so-gd', { agencyId: 'so-yt', effectiveTo: '2026-06-30' })],
      is: undefined,
    },
    {
      name: 'assigned for this dossier',
      system: card({ appraiserId: 'so-gd' }),
      evidence: [],
      assigned: 'so-yt',
      is: 'so-yt',
    },
  ])('$name: $is', ({ system, evidence, assigned, is }) => {
    expect(partiesOf({ system, agencies, evidence, on: '2026-11-21' }, assigned).appraiser).toBe(is);
  });
});
