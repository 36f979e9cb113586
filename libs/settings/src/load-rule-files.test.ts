import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRuleFiles, MAX_RULE_FILE_BYTES } from './load-rule-files';

const root = mkdtempSync(join(tmpdir(), 'khien-rules-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('loadRuleFiles', () => {
  beforeAll(() => {
    mkdirSync(join(root, 'b/deep'), { recursive: true });
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, 'b/deep/z.yaml'), 'title: z');
    writeFileSync(join(root, 'a.yml'), 'title: a');
    writeFileSync(join(root, 'readme.md'), 'no rule');
    writeFileSync(join(root, '.git/x.yml'), 'no rule');
    writeFileSync(join(root, 'big.yml'), 'x'.repeat(MAX_RULE_FILE_BYTES + 1));
    writeFileSync(join(root, 'latin.yml'), Buffer.from([0x74, 0xe9, 0x0a]));
    symlinkSync(join(root, 'gone'), join(root, 'broken.yml'));
  });

  it('reads rule files in depth and in order, and reports those it cannot read', () => {
    const { files, problems } = loadRuleFiles([root]);
    expect(files).toEqual([
      { file: join(root, 'a.yml'), text: 'title: a' },
      { file: join(root, 'b/deep/z.yaml'), text: 'title: z' },
    ]);
    expect(problems.map(({ file, message }) => [file, message])).toEqual([
      [join(root, 'big.yml'), expect.stringContaining('more than')],
      [join(root, 'broken.yml'), 'cannot be read: ENOENT'],
      [join(root, 'latin.yml'), 'not valid UTF-8'],
    ]);
  });

  it('takes single files, and each file once', () => {
    const one = join(root, 'a.yml');
    expect(loadRuleFiles([one, one]).files).toHaveLength(1);
  });

  it('reports a path that is not there', () => {
    const path = join(root, 'nowhere');
    expect(loadRuleFiles([path])).toEqual({
      files: [],
      problems: [{ file: path, line: 1, message: 'no such file or folder' }],
    });
  });
});
