import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createLogger } from '@khien/logging';
import { mappingDirectories, PRODUCT_DIR } from '@khien/settings';
import { openProfileShelf } from './profile-shelf';

const log = createLogger({ level: 'warn', stream: new PassThrough(), now: () => 0 });
const mapping = (field: string) =>
  `title: { vi: Thử, en: Try }\nlogsource: { product: try }\nformat: kv\nmap: { nguoi: ${field} }\nexamples: [{ record: nguoi=an, expect: { ${field}: an } }]\n`;

describe('the shelf of profiles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'khien-mappings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds the mappings that ship, each of whose examples holds', () => {
    const shelf = openProfileShelf({ directories: mappingDirectories(join(PRODUCT_DIR, 'config')), log });
    expect(shelf.reload()).toEqual([]);
    expect(shelf.byId('mapped:example-document-system')).toBeDefined();
    expect(shelf.byId('postfix')).toBeDefined();
  });

  it('takes a new file at a reload, and nothing of a reload that holds a bad one', () => {
    const shelf = openProfileShelf({ directories: [folder], log });
    expect(shelf.byId('mapped:mot')).toBeUndefined();
    writeFileSync(join(folder, 'mot.yml'), mapping('user.name'));
    expect(shelf.reload()).toEqual([]);
    expect(shelf.byId('mapped:mot')).toBeDefined();
    writeFileSync(join(folder, 'hai.yml'), mapping('user.name'));
    writeFileSync(join(folder, 'ba.yml'), mapping('user.nmae'));
    expect(shelf.reload()).toMatchObject([
      { file: join(folder, 'ba.yml'), message: expect.stringContaining('user.nmae') },
    ]);
    expect(shelf.byId('mapped:hai')).toBeUndefined();
    expect(shelf.byId('mapped:mot')).toBeDefined();
  });
});
