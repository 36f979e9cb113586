import fc from 'fast-check';
import { compilePattern } from './pattern';

function read(source: string, text: string): Record<string, string> | undefined {
  const compiled = compilePattern(source);
  if (!compiled.ok) throw new Error(compiled.problem);
  const values = compiled.read(text);
  return values && Object.fromEntries(values);
}

describe('patterns', () => {
  it.each([
    ['%{ip:a} %{word:b}', '192.0.2.1   GET', { a: '192.0.2.1', b: 'GET' }],
    ['[%{text:a}] %{rest:b}', '[a b c] d e', { a: 'a b c', b: 'd e' }],
    ['u=%{quoted:a} n=%{int:b}', 'u="a \\"b\\" c" n=-12', { a: 'a "b" c', b: '-12' }],
    ['%{text:a} - %{word:b}', 'one two - three', { a: 'one two', b: 'three' }],
    ['%{text:a} - %{word:b}', 'one -two - three', { a: 'one -two', b: 'three' }],
    ['%{word:a}=%{word}', 'x=y', { a: 'x' }],
    ['%{number:a}ms', '12.5ms', { a: '12.5' }],
    ['a=%{text:a};b=%{text:b};', 'a=;b=x;', { a: '', b: 'x' }],
  ])('%s reads %s', (source, text, expected) => {
    expect(read(source, text)).toEqual(expected);
  });

  it.each([
    ['%{ip:a} x', '192.0.2.1 y'],
    ['%{int:a}', 'abc'],
    ['%{word:a}', 'two words'],
    ['%{quoted:a}', '"open'],
    ['%{word:a}=1', 'a b=1'],
    ['x %{rest:a}', 'xy'],
  ])('%s does not read %s', (source, text) => {
    expect(read(source, text)).toBeUndefined();
  });

  it.each([
    ['no value', 'words', /holds no/],
    ['an unknown kind', '%{regex:a}', /holds no|unknown token/],
    ['an unknown kind beside a known one', '%{int:a} %{regex:b}', /unknown token/],
    ['one name twice', '%{int:a} %{int:a}', /one name/],
    ['rest in the middle', '%{rest:a} %{int:b}', /stand last/],
    ['values without anything between', '%{text:a}%{int:b}', /nothing tells/],
  ])('is refused with %s', (_, source, problem) => {
    const compiled = compilePattern(source);
    expect(compiled.ok ? '' : compiled.problem).toMatch(problem);
  });

  it('gives back what a line was made of', () => {
    const value = fc.stringMatching(/^[a-z0-9.-]{1,20}$/);
    fc.assert(
      fc.property(value, value, fc.stringMatching(/^[a-z ]{0,20}$/), (a, b, c) => {
        expect(read('%{word:a} k=%{word:b} [%{text:c}]', `${a} k=${b} [${c}]`)).toEqual({
          a,
          b,
          c: c.trim(),
        });
      }),
    );
  });

  it('costs no more than the length: 400,000 characters against every kind', () => {
    const long = 'a '.repeat(200_000);
    for (const source of [
      '%{text:a} - %{text:b} - %{rest:c}',
      '%{word:a}=%{word:b}',
      '%{text:a}x %{text:b}x %{rest:c}',
      '%{quoted:a} %{rest:b}',
    ])
      expect(read(source, long)).toBeUndefined();
  });
});
