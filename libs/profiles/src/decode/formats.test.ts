import fc from 'fast-check';
import { readCef } from './cef';
import { namedColumns, readDelimited } from './delimited';
import { readLeef } from './leef';
import { readPairs } from './pairs';

describe('readCef', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'spaces in values',
      'CEF:0|V|P|1|9|A name|5|src=10.0.0.1 msg=two words here dst=10.0.0.2',
      { src: '10.0.0.1', msg: 'two words here', dst: '10.0.0.2' },
    ],
    [
      'escapes',
      'CEF:0|V|P|1|9|n|5|msg=a\\=b\\\\c\\nd request=http://h/?q\\=1',
      { msg: 'a=b\\c\nd', request: 'http://h/?q=1' },
    ],
    [
      'an equals sign that no one escaped',
      'CEF:0|V|P|1|9|n|5|request=/x?id=5&y=6 act=ok',
      { request: '/x?id=5&y=6', act: 'ok' },
    ],
    [
      'labels',
      'CEF:0|V|P|1|9|n|5|cs1=Đỏ cs1Label=Rule Name cn1=7 cn1Label=Hits',
      { 'Rule Name': 'Đỏ', Hits: '7' },
    ],
    ['an empty value', 'CEF:0|V|P|1|9|n|5|duser= sproc=console', { duser: '', sproc: 'console' }],
    ['no extension', 'CEF:0|V|P|1|9|n|5|', {}],
    ['no last bar', 'CEF:0|V|P|1|9|n|5', {}],
  ])('reads %s', (_, text, extension) => {
    expect(Object.fromEntries(readCef(text)?.extension ?? [['none', '']])).toEqual(extension);
  });
  it('reads bars in the header, and what stands before it', () => {
    expect(readCef('<13>Nov 21 10:00:00 fw CEF: 0|Ven\\|dor|P\\\\Q|1.0|id|name|High|act=x')).toMatchObject({
      version: '0',
      vendor: 'Ven|dor',
      product: 'P\\Q',
      severity: 'High',
      at: 23,
    });
  });
  it.each(['', 'CEF:', 'CEF:0|a|b', 'hello'])('refuses %p', (text) => expect(readCef(text)).toBeUndefined());
});

describe('readLeef', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      '1.0',
      'LEEF:1.0|V|P|1|id|src=10.0.0.1\tusrName=nguyen van a\tmsg=a=b',
      { src: '10.0.0.1', usrName: 'nguyen van a', msg: 'a=b' },
    ],
    ['2.0 with a caret', 'LEEF:2.0|V|P|1|id|^|src=10.0.0.1^msg=a|b', { src: '10.0.0.1', msg: 'a|b' }],
    ['2.0 with x09', 'LEEF:2.0|V|P|1|id|x09|a=1\tb=2', { a: '1', b: '2' }],
    ['2.0 with 0x7C', 'LEEF:2.0|V|P|1|id|0x7C|a=1|b=2', { a: '1', b: '2' }],
    ['2.0 without a delimiter', 'LEEF:2.0|V|P|1|id|a=1\tb=2', { a: '1', b: '2' }],
    ['escaped tabs of syslog', 'LEEF:1.0|V|P|1|id|a=1#011b=2', { a: '1', b: '2' }],
  ])('reads %s', (_, text, attributes) => {
    expect(Object.fromEntries(readLeef(text)?.attributes ?? [['none', '']])).toEqual(attributes);
  });
  it.each(['', 'LEEF:', 'LEEF:1.0|a'])('refuses %p', (text) => expect(readLeef(text)).toBeUndefined());
});

describe('readDelimited', () => {
  it.each<[string, string[]]>([
    ['a,b,,d', ['a', 'b', '', 'd']],
    ['"a,b",c', ['a,b', 'c']],
    ['"say ""hi""",x', ['say "hi"', 'x']],
    ['"two\nlines",x', ['two\nlines', 'x']],
    ['a"b,c', ['a"b', 'c']],
    ['"open', ['open']],
    ['', ['']],
    ['a,', ['a', '']],
  ])('%p', (text, fields) => expect(readDelimited(text)).toEqual(fields));
  it('names columns, and those nobody named by position', () => {
    expect(Object.fromEntries(namedColumns(['1', '2', '3'], ['a', 'b']))).toEqual({
      a: '1',
      b: '2',
      column_3: '3',
    });
  });
  it('gives back what was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 8 }), (values) => {
        const text = values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
        expect(readDelimited(text)).toEqual(values);
      }),
    );
  });
});

describe('readPairs', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'bare and quoted',
      'date=2026-11-21 devname="FW 01" msg="a \\"b\\" c" n=5',
      { date: '2026-11-21', devname: 'FW 01', msg: 'a "b" c', n: '5' },
    ],
    ['single quotes', "name='a b' x=1", { name: 'a b', x: '1' }],
    ['a value with an equals sign', 'url=/x?a=1 y=2', { url: '/x?a=1', y: '2' }],
    ['words before the first key', 'Login failed user=an', { user: 'an' }],
    ['an empty value', 'a= b=2', { a: '', b: '2' }],
    ['an open quote', 'a="x y', { a: 'x y' }],
  ])('reads %s', (_, text, pairs) => expect(Object.fromEntries(readPairs(text))).toEqual(pairs));
  it('reads values with spaces where something else separates', () => {
    expect(Object.fromEntries(readPairs('Action=Allow all; User=Trần An;x=1', ';'))).toEqual({
      Action: 'Allow all',
      User: 'Trần An',
      x: '1',
    });
  });
});

it('throws at nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
      readCef(`CEF:0|${text}`);
      readLeef(`LEEF:2.0|${text}`);
      readDelimited(text);
      readPairs(text);
    }),
  );
});
