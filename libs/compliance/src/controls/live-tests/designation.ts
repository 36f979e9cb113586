import { z } from 'zod';
import { isDay } from '../../working-days/day-arithmetic';
import { dayWords } from '../wording';
import { defineLiveTest } from './live-test';
import { currentState } from './state';
import { decided, earlier, undecided, until } from './verdict';

const Role = z.enum([
  'owner',
  'operator',
  'specialised_unit',
  'appraiser',
  'on_site_force',
  'data_lead',
  'data_protection',
  'self_assessor',
  'incident_team',
  'national_link',
]);

/** Người, bộ phận được giao nhiệm vụ bằng quyết định còn hiệu lực. */
export const designation = defineLiveTest({
  settings: z.strictObject({ roles: z.array(Role).min(1) }),
  judge(context, { roles }) {
    const state = currentState(context, 'designation', { counts: ({ role }) => roles.includes(role) });
    if (!state.ok) return state.verdict;
    const { decision, unit, person, certificate } = state.fact;
    const who = person ?? unit;
    const paper = `${decision.number}${isDay(decision.date) ? ` ngày ${dayWords(decision.date)}` : ''}`;
    if (who === undefined)
      return undecided(
        {
          vi: `Quyết định ${paper} không nêu người hay đơn vị.`,
          en: `Decision ${decision.number} names neither a person nor a unit.`,
        },
        [state.use],
      );
    const validTo = certificate && isDay(certificate.validTo) ? certificate.validTo : undefined;
    const lapsed = validTo !== undefined && validTo < context.on;
    return until(
      decided(
        lapsed ? 'partly' : 'met',
        {
          vi: `${who} được giao theo quyết định ${paper}${lapsed ? `; chứng chỉ hết hạn ngày ${dayWords(validTo)}` : ''}.`,
          en: `${who} is appointed by decision ${decision.number}${lapsed ? `; the certificate lapsed on ${dayWords(validTo)}` : ''}.`,
        },
        [state.use],
      ),
      earlier(state.lastDay, lapsed ? undefined : validTo),
    );
  },
});
