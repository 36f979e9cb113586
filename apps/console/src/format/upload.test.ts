import { MAX_FILE_BYTES, readUpload } from './upload';

const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name);

it.each([0, 1, 2, 3, 24_575, 24_576, 24_577, 100_000].map((size) => ({ size })))(
  'reads $size octets without changing one',
  async ({ size }) => {
    const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 256);
    const read = await readUpload(fileOf('a.XLSX', bytes), ['.xlsx']);
    if (size === 0) return expect(read).toEqual({ ok: false, problem: 'empty' });
    expect(read.ok && Buffer.from(read.file.base64, 'base64').equals(Buffer.from(bytes))).toBe(true);
  },
);

it.each([
  { name: 'a.exe', size: 10, problem: 'kind' },
  { name: 'a.xlsx.pdf', size: 10, problem: 'kind' },
  { name: 'a.xlsx', size: MAX_FILE_BYTES + 1, problem: 'tooLarge' },
])('refuses $name of $size octets: $problem', async ({ name, size, problem }) => {
  const file = { name, size, type: '', arrayBuffer: () => Promise.reject(new Error('must not be read')) };
  expect(await readUpload(file, ['.xlsx'])).toEqual({ ok: false, problem });
});

it('says when a file cannot be read', async () => {
  const file = { name: 'a.csv', size: 3, type: '', arrayBuffer: () => Promise.reject(new Error('gone')) };
  expect(await readUpload(file, ['.csv'])).toEqual({ ok: false, problem: 'unreadable' });
});
