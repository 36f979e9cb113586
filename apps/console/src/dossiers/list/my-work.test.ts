import type { Role, UserView } from '@khien/model';
import type { DossierRow } from '../../api/views-dossiers';
import type { Capability } from '../../session/use-session';
import { isMine } from './my-work';

const MAY: Partial<Record<Role, Capability[]>> = {
  system_owner: ['dossier.draft'],
  appraiser: ['dossier.appraise'],
  approver: ['dossier.approve'],
  auditor: [],
};
const user = (role: Role, unit?: string): UserView => ({
  id: 'u',
  username: 'u',
  displayName: 'U',
  role,
  agencies: '*',
  ...(unit ? { unit } : {}),
});
const at = (waitingFor: DossierRow['waitingFor'], unit: string | undefined, part: Partial<DossierRow> = {}) =>
  ({
    step: 'submitted',
    waitingFor,
    ...(unit ? { waitingUnit: { id: unit, name: { vi: unit, en: unit } } } : {}),
    ...part,
  }) as DossierRow;

it.each<[string, DossierRow, UserView, boolean]>([
  ['my unit drafts', at('owner', 'xa'), user('system_owner', 'xa'), true],
  ['another unit drafts', at('owner', 'so'), user('system_owner', 'xa'), false],
  ['a unit below mine drafts', at('owner', 'con'), { ...user('system_owner', 'xa'), agencies: ['xa'] }, true],
  ['I appraise for the unit', at('appraiser', 'ca'), user('appraiser', 'ca'), true],
  ['another unit appraises', at('appraiser', 'so'), user('appraiser', 'ca'), false],
  ['a council appraises', at('appraiser', undefined), user('appraiser', 'ca'), true],
  ['an approver does not appraise', at('appraiser', 'ca'), user('approver', 'ca'), false],
  [
    'level 1 is approved in the same act',
    at('appraiser', 'ca', { step: 'accepted', proposedLevel: 1 }),
    user('approver', 'ca'),
    true,
  ],
  [
    'level 3 is not',
    at('appraiser', 'ca', { step: 'accepted', proposedLevel: 3 }),
    user('approver', 'ca'),
    false,
  ],
  ['I approve for the owner', at('approver', 'ubnd'), user('approver', 'ubnd'), true],
  ['nothing is owed', at(undefined, undefined), user('approver', 'ubnd'), false],
  ['who only reads has no work', at('approver', 'ubnd'), user('auditor'), false],
])('%s', (_name, row, who, mine) =>
  expect(isMine(row, who, (action) => MAY[who.role]?.includes(action) ?? false)).toBe(mine),
);
