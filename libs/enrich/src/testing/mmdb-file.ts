import ipaddr from 'ipaddr.js';

type Value = string | number | { [key: string]: Value } | Value[];

/** Writes a small MMDB file (version 2.0, records of 32 bits, an IPv6 tree) for tests: no licensed data is needed. */
export function mmdbFile(networks: ReadonlyArray<readonly [cidr: string, record: Value]>): Buffer {
  const nodes: Array<[number, number]> = [[-1, -1]];
  const records: Buffer[] = [];
  let offset = 0;
  for (const [cidr, record] of networks) {
    const [address, length] = ipaddr.parseCIDR(cidr);
    const octets =
      address.kind() === 'ipv4'
        ? [...new Array<number>(12).fill(0), ...address.toByteArray()]
        : address.toByteArray();
    const bits = address.kind() === 'ipv4' ? 96 + length : length;
    let node = 0;
    for (let bit = 0; bit < bits; bit++) {
      const side = (((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) as 0 | 1;
      const pair = nodes[node] as [number, number];
      if (bit === bits - 1) pair[side] = -2 - offset;
      else if (pair[side] < 0) {
        nodes.push([-1, -1]);
        pair[side] = nodes.length - 1;
        node = nodes.length - 1;
      } else node = pair[side];
    }
    const encoded = encode(record);
    records.push(encoded);
    offset += encoded.length;
  }
  const tree = Buffer.alloc(nodes.length * 8);
  for (const [at, pair] of nodes.entries())
    for (const [side, value] of pair.entries()) {
      // −1: nothing known; below: a record at that offset of the data section, which begins 16 octets after the tree.
      const written = value === -1 ? nodes.length : value < 0 ? nodes.length + 16 + (-2 - value) : value;
      tree.writeUInt32BE(written, at * 8 + side * 4);
    }
  const metadata = encode({
    node_count: nodes.length,
    record_size: 32,
    ip_version: 6,
    database_type: 'Test',
    languages: ['en'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_795_000_000,
    description: { en: 'test' },
  });
  const marker = Buffer.from('ABCDEF4D61784D696E642E636F6D', 'hex');
  return Buffer.concat([tree, Buffer.alloc(16), ...records, marker, metadata]);
}

function encode(value: Value): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const octets = Buffer.alloc(4);
    octets.writeUInt32BE(value);
    return Buffer.concat([head(6, 4), octets]);
  }
  if (Array.isArray(value)) return Buffer.concat([head(11, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    head(7, entries.length),
    ...entries.flatMap(([key, inner]) => [encode(key), encode(inner)]),
  ]);
}

function head(type: number, size: number): Buffer {
  if (size > 284) throw new RangeError('too long for a test file');
  const [code, more] = size < 29 ? [size, []] : [29, [size - 29]];
  return type > 7 ? Buffer.from([code, type - 7, ...more]) : Buffer.from([(type << 5) | code, ...more]);
}
