import { mmdbFile } from '../testing/mmdb-file';
import { createGeoLookup } from './geo-lookup';

const place = mmdbFile([
  [
    '1.52.0.0/16',
    {
      country: { iso_code: 'VN', names: { en: 'Vietnam' } },
      subdivisions: [{ names: { en: 'Khanh Hoa' } }],
      city: { names: { en: 'Nha Trang' } },
    },
  ],
  ['2405:4800::/32', { country: { iso_code: 'VN', names: { en: 'Vietnam' } } }],
  ['9.9.0.0/16', { country_code: 'CH', city: 'Zurich' }],
  ['10.0.0.0/8', { country: { iso_code: 'XX', names: { en: 'nowhere' } } }],
]);
const asn = mmdbFile([
  ['1.52.0.0/14', { autonomous_system_number: 18403, autonomous_system_organization: 'FPT Telecom' }],
  ['9.0.0.0/8', { asn: 'AS19281', as_name: 'Quad9' }],
]);
const lookup = createGeoLookup({ place, asn });
const fpt = { number: 18403, organization: { name: 'FPT Telecom' } };

describe('country and network of an address', () => {
  it.each([
    [
      '1.52.3.4',
      {
        geo: {
          country_iso_code: 'VN',
          country_name: 'Vietnam',
          region_name: 'Khanh Hoa',
          city_name: 'Nha Trang',
        },
        as: fpt,
      },
    ],
    ['1.53.3.4', { as: fpt }],
    ['::ffff:1.53.3.4', { as: fpt }],
    ['64:ff9b::1.53.3.4', { as: fpt }],
    ['2405:4800:1::7%eth0', { geo: { country_iso_code: 'VN', country_name: 'Vietnam' } }],
    [
      '9.9.9.9',
      {
        geo: { country_iso_code: 'CH', city_name: 'Zurich' },
        as: { number: 19281, organization: { name: 'Quad9' } },
      },
    ],
    ['10.1.2.3', undefined],
    ['fd20::1', undefined],
    ['8.8.8.8', undefined],
    ['may-01', undefined],
    ['', undefined],
  ])('%s', (ip, answer) => {
    expect(lookup.find(ip)).toEqual(answer);
    expect(lookup.find(ip)).toEqual(answer);
  });
  it('reads bytes that are a part of a larger buffer', () => {
    const larger = Buffer.concat([Buffer.alloc(100), asn]);
    const part = new Uint8Array(larger.buffer, larger.byteOffset + 100, asn.length);
    expect(createGeoLookup({ asn: part }).find('1.52.3.4')).toEqual({ as: fpt });
  });
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('not an mmdb file '.repeat(50))],
    ['a cut file', place.subarray(0, place.length - 40)],
  ])('refuses %s', (_, bytes) => {
    expect(() => createGeoLookup({ place: bytes })).toThrow(RangeError);
  });
  it('says nothing where a record is damaged', () => {
    const damaged = Buffer.from(place);
    damaged.fill(0xff, 0, 400);
    const broken = createGeoLookup({ place: damaged });
    for (const ip of ['1.52.3.4', '2405:4800::1', '200.1.1.1']) expect(() => broken.find(ip)).not.toThrow();
  });
});
