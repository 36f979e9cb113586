import * as fc from 'fast-check';
import { quickYaml } from './quick-yaml';
import { loadFullYaml, type YamlNode } from './yaml-node';

/** Without line numbers of empty values, where the two place them differently and no message ever points. */
function comparable(node: YamlNode): unknown {
  if (node.kind === 'scalar') return { ...node, line: node.text === '' ? 0 : node.line };
  if (node.kind === 'list') return { ...node, items: node.items.map(comparable) };
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: comparable(entry.value) })) };
}

function agrees(text: string): boolean {
  const quick = quickYaml(text);
  if (quick === null) return false;
  const full = loadFullYaml(text);
  expect(full).toHaveLength(1);
  const [document] = full;
  if (!document || 'problem' in document)
    throw new Error(`the full parser refuses what the quick one reads: ${text}`);
  expect(comparable(quick)).toEqual(comparable(document.node));
  return true;
}

const RULE = `title: T it's
id: 1
# comment
tags:
    - attack.t1
    - attack.t2   # why
description: |
  Two lines,
    the second deeper.

  After a gap.
detection:
    selection:
        - Image|endswith: '\\a.exe'
          CommandLine|contains:
            - ' -x'
            - "y"
            - -enc
        - Other: ''
    filter:
        Nothing: null
        Empty:
    condition: selection and not filter
level: high
`;

test('the usual style is read quickly and exactly', () => {
  expect(agrees(RULE)).toBe(true);
});

test.each([
  { name: 'flow list', text: 'a: [1]' },
  { name: 'anchor', text: 'a: &x 1' },
  { name: 'several documents', text: 'a: 1\n---\nb: 2' },
  { name: 'text over two lines', text: 'a: one\n  two' },
  { name: 'folded block', text: 'a: >\n  one' },
  { name: 'tab', text: 'a:\t1' },
  { name: 'escape', text: 'a: "\\n"' },
  { name: 'duplicate key', text: 'a: 1\na: 2' },
  { name: 'colon inside', text: 'a: b: c' },
  { name: 'list at the top', text: '- a' },
  { name: 'broken', text: 'a\n' },
])('$name is left to the full parser', ({ text }) => {
  expect(quickYaml(text)).toBeNull();
});

const piece = fc.constantFrom(
  'a: ',
  'b|c: ',
  'key with space: ',
  "'q': ",
  'x',
  "'y'",
  '"z"',
  "''",
  '- ',
  '-x',
  '\n',
  '\n',
  '\n  ',
  '\n  ',
  '\n    ',
  ' # c',
  '#',
  ': ',
  ':',
  'null',
  '1',
  '|\n',
  '|-\n',
  '>\n',
  '[',
  ']',
  '{',
  '}',
  '&a',
  '*a',
  '!t',
  '?',
  '%',
  '@',
  '`',
  "'",
  '"',
  '\\',
  ' ',
  ',',
  '~',
  '---',
  '.',
  'é',
  '\u00a0',
  '<<: ',
  '\n\n',
);
const nearMiss = fc
  .tuple(fc.nat(RULE.length), fc.nat(6), piece)
  .map(([at, cut, text]) => RULE.slice(0, at) + text + RULE.slice(at + cut));

test('random texts are read as the full parser reads them, or left to it', () => {
  let read = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
        nearMiss,
      ),
      (text) => {
        if (agrees(text)) read++;
      },
    ),
    { numRuns: 12_000, seed: 11 },
  );
  expect(read).toBeGreaterThan(1000);
}, 60_000);
