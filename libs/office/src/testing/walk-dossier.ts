import type { Dossier, DossierEvent } from '@khien/model';
import type { DossierDesk } from '../office';
import type { TestRoom } from './open-test-room';

const ON = '2026-11-21';
export const paper = (number: string) => ({ number, date: '2026-11-20', issuer: 'UBND tỉnh' });

/** What people do until a dossier of level 1 or 2 can be approved, in order, each by whose business it is. */
export const UNTIL_APPROVAL: ReadonlyArray<{ who: 'drafter' | 'appraiser'; event: DossierEvent }> = [
  {
    who: 'drafter',
    event: {
      kind: 'level_proposed',
      level: 2,
      computed: {
        level: null,
        floor: 1,
        candidates: [1, 2],
        undecided: ['facts'],
        clauses: [],
        regime: 'ND331',
      },
      rationale: 'Hệ thống nội bộ của đơn vị.',
    },
  },
  { who: 'drafter', event: { kind: 'risk_assessed', independent: true, paper: paper('01/BC') } },
  { who: 'drafter', event: { kind: 'regulation_issued', paper: paper('02/QĐ') } },
  { who: 'drafter', event: { kind: 'submitted', paper: paper('03/TTr') } },
  { who: 'appraiser', event: { kind: 'accepted' } },
];

export const APPROVAL: DossierEvent = { kind: 'approved', form: 'internal', paper: paper('04/QĐ') };

export function people(room: TestRoom) {
  return {
    drafter: room.by('an', 'system_owner', 'benh-vien'),
    appraiser: room.by('binh', 'appraiser', 'cong-an'),
    approver: room.by('chi', 'approver', 'cong-an'),
    otherApprover: room.by('dung', 'approver', 'cong-an'),
  };
}

/** Fills the form of a dossier. */
export async function fillForm(desk: DossierDesk, room: TestRoom, dossierId: string): Promise<void> {
  const { drafter } = people(room);
  await desk.saveSection(
    drafter,
    dossierId,
    'tong-quan',
    { answers: { ten: 'HIS', 'muc-dich': 'Khám bệnh' } },
    0,
  );
  await desk.saveSection(drafter, dossierId, 'ha-tang', { answers: { 'noi-dat': 'Bệnh viện' } }, 0);
}

/** Starts a dossier and brings it to where an approver can decide. */
export async function untilApproval(desk: DossierDesk, room: TestRoom, systemId = 'his'): Promise<Dossier> {
  const who = people(room);
  let dossier = await desk.start(who.drafter, systemId);
  await fillForm(desk, room, dossier._id);
  for (const step of UNTIL_APPROVAL) {
    room.clock.now += 1000;
    dossier = await desk.act(who[step.who], dossier._id, { event: step.event, on: ON }, dossier.seq);
  }
  return dossier;
}

export const command = (event: DossierEvent) => ({ event, on: ON });
