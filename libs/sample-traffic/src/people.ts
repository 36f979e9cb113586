/** Invented officials and services of the sample province: account, usual address, what they work on. */
export interface Person {
  account: string;
  address: string;
  agency: string;
  system: string;
  datasets: readonly [string, ...string[]];
  purpose: string;
  agreement: string;
  type: 'person' | 'service';
}

export const CONSUMERS: readonly [Person, ...Person[]] = [
  {
    account: 'nguyen.an',
    address: '10.20.4.11',
    agency: 'vp-ubnd',
    system: 'mot-cua',
    datasets: ['ho-tich', 'dan-cu-thuong-tru'],
    purpose: 'giai-quyet-tthc',
    agreement: 'TT-2026-001',
    type: 'person',
  },
  {
    account: 'tran.binh',
    address: '10.20.4.12',
    agency: 'vp-ubnd',
    system: 'mot-cua',
    datasets: ['ho-tich'],
    purpose: 'giai-quyet-tthc',
    agreement: 'TT-2026-001',
    type: 'person',
  },
  {
    account: 'vo.khanh',
    address: '10.20.4.13',
    agency: 'vp-ubnd',
    system: 'mot-cua',
    datasets: ['dan-cu-thuong-tru'],
    purpose: 'giai-quyet-tthc',
    agreement: 'TT-2026-001',
    type: 'person',
  },
  {
    account: 'bs.lan',
    address: '10.30.1.21',
    agency: 'so-y-te',
    system: 'benh-an-dien-tu',
    datasets: ['ho-so-suc-khoe'],
    purpose: 'kham-chua-benh',
    agreement: 'TT-2026-002',
    type: 'person',
  },
  {
    account: 'bs.quy',
    address: '10.30.1.22',
    agency: 'so-y-te',
    system: 'benh-an-dien-tu',
    datasets: ['ho-so-suc-khoe', 'dan-cu-thuong-tru'],
    purpose: 'kham-chua-benh',
    agreement: 'TT-2026-002',
    type: 'person',
  },
  {
    account: 'cb.suoida',
    address: '10.40.3.5',
    agency: 'xa-suoi-da',
    system: 'nen-tang-cap-xa',
    datasets: ['dan-cu-thuong-tru'],
    purpose: 'quan-ly-dia-ban',
    agreement: 'TT-2026-003',
    type: 'person',
  },
  {
    account: 'svc-dulieumo',
    address: '10.20.3.8',
    agency: 'so-khcn',
    system: 'cong-du-lieu-mo',
    datasets: ['doanh-nghiep'],
    purpose: 'cong-bo-du-lieu-mo',
    agreement: 'TT-2026-004',
    type: 'service',
  },
];

export const ADMINISTRATORS = ['le.hoa', 'do.minh', 'pham.dung'] as const;
export const SERVERS = ['ttdl-app-01', 'ttdl-app-02', 'ttdl-db-01', 'ttdl-bak-01'] as const;
export const STAFF = [
  'nguyen.an',
  'tran.binh',
  'vo.khanh',
  'bs.lan',
  'bs.quy',
  'cb.suoida',
  'le.hoa',
  'do.minh',
  'bui.thao',
  'dang.vu',
  'ly.mai',
  'ho.son',
] as const;
