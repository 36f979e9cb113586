import { isDomain, isHostName, isNetwork } from './address';
import { listFormat } from './cell-format';

const MOST = 2000;

export const networksFormat = listFormat({
  kind: {
    vi: 'Địa chỉ hoặc dải mạng (CIDR), cách nhau bằng dấu ;',
    en: 'Addresses or CIDR blocks, with ; between',
  },
  good: isNetwork,
  isNo: { vi: 'Không phải địa chỉ hoặc dải mạng CIDR', en: 'Not an address or CIDR block' },
  max: MOST,
});

export const hostsFormat = listFormat({
  kind: { vi: 'Tên máy, cách nhau bằng dấu ;', en: 'Host names, with ; between' },
  good: isHostName,
  isNo: { vi: 'Không phải tên máy', en: 'Not a host name' },
  max: MOST,
});

export const domainsFormat = listFormat({
  kind: { vi: 'Tên miền, cách nhau bằng dấu ;', en: 'Domain names, with ; between' },
  good: isDomain,
  isNo: {
    vi: 'Không phải tên miền (không ghi http://, cổng, đường dẫn)',
    en: 'Not a domain name (no http://, port or path)',
  },
  max: MOST,
});
