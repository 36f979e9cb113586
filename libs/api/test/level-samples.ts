import { writeWorkbook } from '@khien/documents';
import type { Role } from '@khien/model';
import {
  acceptedDossier,
  by,
  newDossier,
  newSystem,
  paper,
  pdfBase64,
  submittedDossier,
  TODAY,
} from './dossiers';
import type { Harness } from './harness';
import { enteredCard } from './office';

type Place = 'ttyt' | 'so-gd';
interface Sample {
  path: string;
  body?: object;
  headers?: Record<string, string>;
}
type MakeSample = (
  api: Harness,
  place: Place,
  who: { role?: Role | undefined; headers: Record<string, string> },
) => Promise<Sample>;

const systemOf = { ttyt: 'his', 'so-gd': 'school' };
const at =
  (path: string): MakeSample =>
  async () => ({ path });
const ofSystem =
  (path: string): MakeSample =>
  async (_api, place) => ({ path: `/systems/${systemOf[place]}${path}` });
const ofDossier =
  (path: string): MakeSample =>
  async ({ deps }, place) => ({ path: `/dossiers/${(await newDossier(deps, place))._id}${path}` });
const version = (number: number) => ({ 'if-match': `"${number}"` });

let made = 0;
const fresh = (what: string) => `${what}-${++made}`;

/** The workbook of one kind as somebody of the place gets it. */
async function workbook({ deps }: Harness, place: Place, kind: 'systems' | 'agencies') {
  const sheets = await deps.office.register.exportSheets(kind, new Set([place]));
  const guide = { title: { vi: 'Sổ', en: 'Register' }, rules: [] };
  const base64 = (await writeWorkbook(sheets, guide)).toString('base64');
  const unread = sheets.map(({ name, columns, rows }) => ({ name, columns, rows }));
  return { kind, name: 'so-dang-ky.xlsx', base64, unread };
}

async function evidenceOf({ deps }: Harness, place: Place): Promise<string> {
  const controlId = deps.controls().controls[0]?.id ?? '';
  const { _id } = await deps.office.evidence.add(by('xin-ngoai-le', 'system_owner', place), {
    systemId: systemOf[place],
    effectiveFrom: TODAY,
    effectiveTo: '2027-05-01',
    fact: { kind: 'exception', controlId, reason: 'thiết bị cũ chưa thay được', state: 'requested' },
  });
  return _id;
}

/** Good calls that name nothing of one body. */
export const LEVEL_UNSCOPED: Record<string, MakeSample> = {
  'GET /agencies': at('/agencies'),
  'POST /agencies': async () => ({
    path: '/agencies',
    body: { id: fresh('tram'), name: { vi: 'Trạm', en: 'Post' }, kind: 'centre', parent: 'ttyt' },
  }),
  'GET /systems': at('/systems?sort=due&limit=5'),
  'POST /systems': async () => ({ path: '/systems', body: enteredCard(fresh('he-thong'), 'ttyt') }),
  'GET /register/reconciliation': at('/register/reconciliation'),
  'GET /register/export': at('/register/export?kind=systems&format=csv'),
  'POST /register/import/preview': async (api, place) => {
    const { unread: _unread, ...file } = await workbook(api, place, 'agencies');
    return { path: '/register/import/preview', body: file };
  },
  'POST /register/import': async (api, place) => {
    const { unread: _unread, ...file } = await workbook(api, place, 'agencies');
    const headers = await api.as('admin', ['so-yt']);
    const preview = await fetch(`${api.url}/api/v1/register/import/preview`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(file),
    });
    const { planHash } = await preview.json();
    return { path: '/register/import', body: { ...file, planHash } };
  },
  'GET /dossiers': at('/dossiers?step=drafting'),
  'GET /evidence': at('/evidence?kind=exception'),
  'GET /compliance/layers': at('/compliance/layers?limit=3'),
  'GET /compliance/conflicts': at('/compliance/conflicts'),
  'POST /compliance/recompute': async () => ({ path: '/compliance/recompute', body: { systemId: 'his' } }),
  'GET /deadlines': at('/deadlines?from=2026-01-01&to=2027-12-31'),
  'POST /deadlines/feed': at('/deadlines/feed'),
  'GET /deadlines/feeds': at('/deadlines/feeds'),
  'DELETE /deadlines/feed/:id': async ({ url }, _place, { headers }) => {
    const made = await fetch(`${url}/api/v1/deadlines/feed`, {
      method: 'POST',
      body: '{}',
      headers: { ...headers, 'content-type': 'application/json' },
    });
    const { id = 'feed-0' } = await made.json();
    return { path: `/deadlines/feed/${id}` };
  },
  'GET /regimes/simulation': at('/regimes/simulation?from=2026-06-30&to=2026-09-01'),
  'GET /reports/level': at('/reports/level?year=2026'),
  'GET /reports/level/document': at('/reports/level/document?year=2026&format=docx'),
};

/** Good calls that name something of one body. */
export const LEVEL_SCOPED: Record<string, MakeSample> = {
  'PUT /agencies/:id': async ({ deps }, place) => {
    const card = await deps.office.register.agency(place);
    return { path: `/agencies/${place}`, body: card?.agency ?? {}, headers: version(card?.version ?? 0) };
  },
  'GET /systems/:id': ofSystem(''),
  'PUT /systems/:id': async ({ deps }, place) => {
    const card = await deps.office.register.system(systemOf[place]);
    return {
      path: `/systems/${systemOf[place]}`,
      body: { ...card?.system, purpose: fresh('mục đích') },
      headers: version(card?.version ?? 0),
    };
  },
  'POST /systems/:id/level': async (_api, place) => ({
    path: `/systems/${systemOf[place]}/level`,
    body: { facts: { kind: 'internal', information: ['public'] } },
  }),
  'POST /systems/:id/dossiers': async ({ deps }, place) => ({
    path: `/systems/${await newSystem(deps, place)}/dossiers`,
  }),
  'GET /dossiers/:id': ofDossier(''),
  'GET /dossiers/:id/diff': ofDossier('/diff'),
  'GET /dossiers/:id/form': ofDossier('/form'),
  'GET /dossiers/:id/snapshots/:hash': async ({ deps }, place) => {
    const { _id } = await submittedDossier(deps, place);
    const { acts } = await deps.office.dossiers.get(by('x', 'auditor', place), _id);
    return { path: `/dossiers/${_id}/snapshots/${acts.at(-1)?.snapshot}` };
  },
  'POST /dossiers/:id/acts': async ({ deps }, place, { role }) => {
    const of = role === 'appraiser' ? submittedDossier : role === 'approver' ? acceptedDossier : newDossier;
    const { _id, seq } = await of(deps, place);
    const event =
      role === 'appraiser'
        ? { kind: 'accepted' }
        : role === 'approver'
          ? { kind: 'approved', form: 'internal', paper }
          : { kind: 'approval_expected', on: '2026-12-20' };
    return { path: `/dossiers/${_id}/acts`, body: { event, on: TODAY }, headers: version(seq) };
  },
  'PUT /dossiers/:id/sections/:section': async ({ deps }, place) => {
    const { _id } = await newDossier(deps, place);
    const [first] = deps.sections();
    return { path: `/dossiers/${_id}/sections/${first?.id}`, body: { answers: {} }, headers: version(0) };
  },
  'GET /dossiers/:id/documents': ofDossier('/documents'),
  'GET /dossiers/:id/documents/:form': async ({ deps }, place) => ({
    path: `/dossiers/${(await submittedDossier(deps, place))._id}/documents/mau-01?format=docx`,
  }),
  'POST /dossiers/:id/documents': async ({ deps }, place) => ({
    path: `/dossiers/${(await newDossier(deps, place))._id}/documents`,
    body: { form: 'mau-01', name: 'ban-ky.pdf', base64: pdfBase64, ...paper },
  }),
  'GET /systems/:id/documents/:kind': ofSystem('/documents/system-profile?format=docx'),
  'POST /files': async (_api, place) => ({
    path: '/files',
    body: { systemId: systemOf[place], name: 'a.pdf', mediaType: 'application/pdf', base64: pdfBase64 },
  }),
  'GET /files/:sha256': async ({ deps }, place) => {
    const who = by('soan', 'system_owner', place);
    const bytes = Buffer.from(`%PDF-1.7 of ${place}\n%%EOF\n`);
    const file = { name: 'quyết định.pdf', mediaType: 'application/pdf', bytes, agencyId: place };
    return { path: `/files/${(await deps.office.files.put(who, file)).sha256}` };
  },
  'POST /evidence': async (_api, place) => ({
    path: '/evidence',
    body: {
      systemId: systemOf[place],
      effectiveFrom: TODAY,
      fact: { kind: 'drill', on: '2026-11-01', title: 'Diễn tập ứng phó' },
    },
  }),
  'POST /evidence/:id/decision': async (api, place) => ({
    path: `/evidence/${await evidenceOf(api, place)}/decision`,
    body: { decision: 'approved', note: 'chấp thuận có thời hạn' },
  }),
  'GET /systems/:id/controls': ofSystem('/controls'),
  'GET /systems/:id/history': ofSystem('/history'),
  'PUT /systems/:id/gaps/:controlId': async ({ deps }, place) => {
    const controlId = deps.controls().controls.at(-1)?.id ?? '';
    const plan = (await deps.office.gaps.plans(systemOf[place])).find((one) => one.controlId === controlId);
    return {
      path: `/systems/${systemOf[place]}/gaps/${controlId}`,
      body: { owner: 'Phòng CNTT', dueOn: '2027-03-31', milestones: [] },
      headers: version(plan?.version ?? 0),
    };
  },
};
