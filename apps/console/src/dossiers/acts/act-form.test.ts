import { type Dossier, DossierEvent } from '@khien/model';
import type { LevelAnswer } from '../../api/views-level';
import {
  ACT_FIELDS,
  type ActKind,
  type ActValues,
  approvalFormOf,
  eventOf,
  firstValues,
  linesOf,
} from './act-form';

const level: LevelAnswer = {
  level: 1,
  regime: 'ND331',
  reasons: [{ clause: 'Đ11.1', criterion: 'x', level: 1, mark: 'V1' }],
  proposed: null,
  undecided: [],
  floor: null,
  candidates: [1],
  warnings: [],
};
const on = '2026-11-21';
const paper = { number: ' 12/QĐ ', date: '2026-11-20', issuer: '' };
const FILLED: ActValues = {
  on,
  level: 1,
  rationale: 'vì',
  independent: true,
  summary: 'tóm tắt',
  appraiserId: 'so-khcn',
  favourable: true,
  missing: '- Thiếu sơ đồ\n\n2. Thiếu cách đếm',
  conclusion: 'not_suitable',
  defects: 'Sửa phương án',
  form: 'meeting',
  opinion: 'ý kiến',
  coordinating: 'Sở A\nSở B',
  coordinatingOpinions: 'Sở A: nhất trí.',
  otherOpinion: ' Rà soát sau 06 tháng. ',
  centralBody: 'BCA',
  approvalForm: 'mau-06',
  validUntil: '2028-01-01',
  reason: 'lý do đủ dài',
  deployment: 'some',
  expectedOn: '2027-01-01',
  approvalExpectedOn: '2026-12-01',
  paper,
};

it.each(Object.keys(ACT_FIELDS) as ActKind[])('%s is an act the model knows', (kind) => {
  const event = eventOf(kind, FILLED, level);
  expect(DossierEvent.safeParse(event).error?.issues ?? []).toEqual([]);
  expect(event.kind).toBe(kind);
});

it('leaves out a document nobody named', () => {
  expect(eventOf('submitted', { on }, level)).toEqual({ kind: 'submitted' });
  expect(eventOf('submitted', { on, paper: { number: '12' } }, level)).toEqual({ kind: 'submitted' });
  expect(eventOf('submitted', { on, paper }, level)).toEqual({
    kind: 'submitted',
    paper: { number: '12/QĐ', date: '2026-11-20' },
  });
});

it('says defects only of what is not suitable', () =>
  expect(eventOf('opinion_given', { ...FILLED, conclusion: 'suitable' }, level)).toMatchObject({
    defects: [],
  }));

it('carries what the coordinating units said and any other opinion, and nothing where nothing was written', () => {
  expect(eventOf('opinion_given', FILLED, level)).toMatchObject({
    coordinating: ['Sở A', 'Sở B'],
    coordinatingOpinions: 'Sở A: nhất trí.',
    otherOpinion: 'Rà soát sau 06 tháng.',
  });
  const bare = eventOf('opinion_given', { ...FILLED, coordinatingOpinions: ' ', otherOpinion: '' }, level);
  expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['coordinatingOpinions']));
  expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['otherOpinion']));
});

it('names a council instead of a unit', () => {
  const event = eventOf('appraiser_assigned', { ...FILLED, council: 'Hội đồng' }, level);
  expect(event).toMatchObject({ appraiser: 'Hội đồng' });
  expect(event).not.toHaveProperty('appraiserId');
});

it.each([
  ['- một\n• hai\n3) ba\n\n', ['một', 'hai', 'ba']],
  ['2026 là năm', ['2026 là năm']],
  [undefined, []],
])('%j is read as points', (text, points) => expect(linesOf(text)).toEqual(points));

it.each([
  [1, 'internal'],
  [2, 'internal'],
  [3, 'mau-06'],
  [4, 'mau-06'],
  [5, 'mau-07'],
  [undefined, 'internal'],
])('level %s is decided by %s', (given, form) => expect(approvalFormOf(given)).toBe(form));

it('starts from what is known', () => {
  const dossier = { proposedLevel: 3, deployment: 'some' } as Dossier;
  expect(firstValues('level_proposed', dossier, level, on)).toEqual({ on, level: 1 });
  expect(firstValues('approved', dossier, level, on)).toEqual({ on, approvalForm: 'mau-06' });
  expect(firstValues('deployment_declared', dossier, level, on)).toEqual({ on, deployment: 'some' });
});
