import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Source } from '@khien/model';
import { PROFILES } from '@khien/profiles';
import { parse } from 'yaml';

const text = readFileSync(join(__dirname, '../docs/operations.md'), 'utf8');
const sources = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => parse(yaml ?? ''));

it.each(sources.map((source) => [source.id, source]))(
  'the source %s of the manual can be used',
  (_, source) => {
    const read = Source.safeParse(source);

    expect(read.error?.message).toBeUndefined();
    expect(Object.keys(PROFILES)).toContain(source.profile);
  },
);

it('shows one of every kind that is asked', () => {
  expect(sources.map(({ transport }) => transport.kind).sort()).toEqual(['rest', 'sql', 'xroad_opmon']);
});
