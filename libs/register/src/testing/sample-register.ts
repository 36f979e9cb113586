import type { Agency, Sheet, System, WrittenSheet } from '@khien/model';
import type { RegisterState } from '../plan-import';

const name = (vi: string) => ({ vi, en: `${vi} (en)` });

export const AGENCIES: Agency[] = [
  { id: 'tinh', name: name('UBND tỉnh'), kind: 'province' },
  { id: 'so-khcn', name: name('Sở Khoa học và Công nghệ'), parent: 'tinh', kind: 'department' },
  {
    id: 'ttdl',
    name: name('Trung tâm dữ liệu'),
    parent: 'so-khcn',
    kind: 'centre',
    contact: { representative: 'Nguyễn Văn Mẫu', phone: '+84 258 000 000' },
  },
];

const system = (id: string, change: Partial<System>): System => ({
  id,
  name: name(`Hệ thống ${id}`),
  agencyId: 'so-khcn',
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
  ...change,
});

export const SYSTEMS: System[] = [
  system('lgsp', {
    level: 3,
    dossier: { state: 'approved', approvedOn: '2026-03-12', decision: '214/QĐ-UBND' },
    networks: ['10.20.1.0/24', 'fd20:1::/64'],
    hosts: ['lgsp-01'],
    domains: ['lgsp.haivan.example'],
    marks: ['digital_government', 'shared'],
    datasets: [{ id: 'ho-tich', dataClass: 'personal' }],
    connections: [{ systemId: 'mot-cua', kind: 'connection', note: 'API; hai chiều' }],
    devices: [{ name: 'Tường lửa', quantity: 2 }],
    subjects: { basic: 120_000, countedOn: '2026-01-31' },
    technicalLayers: ['network', 'database'],
    levelFacts: { tthc: true },
  }),
  system('mot-cua', {
    hosts: ['motcua-01'],
    hostedOn: 'ha-tang',
    stage: 'operating',
    purpose: '- một\n- hai',
  }),
  system('ha-tang', { agencyId: 'ttdl', hosting: 'own', transition: { levelLegacy: 3, rule: 'LP-T1' } }),
];

export function registerState(change: Partial<RegisterState> = {}): RegisterState {
  return {
    systems: SYSTEMS,
    agencies: AGENCIES,
    versions: new Map(),
    withDossier: new Set(),
    withOpenDossier: new Set(),
    ...change,
  };
}

/** As reading back the file would give it. */
export function asRead({ name: sheet, columns, rows }: WrittenSheet): Sheet {
  return {
    name: sheet,
    rows: [columns.map(({ header }) => header), ...rows].map((cells, index) => ({ row: index + 1, cells })),
  };
}
