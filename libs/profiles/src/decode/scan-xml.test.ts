import fc from 'fast-check';
import { scanXml } from './scan-xml';

describe('scanXml', () => {
  it('reads elements, attributes in either quote, entities, comments, CDATA and namespaces', () => {
    const root = scanXml(
      `<?xml version="1.0"?><!-- c --><e:Event xmlns:e='x'><Data Name='A &amp; B'>1 &lt; 2 &#x1EBF;</Data><Data Name="C"/><![CDATA[<raw>]]></e:Event>`,
    );
    expect(root?.name).toBe('Event');
    expect(root?.children.map(({ attributes, text }) => [attributes.get('Name'), text])).toEqual([
      ['A & B', '1 < 2 ế'],
      ['C', ''],
    ]);
    expect(root?.text).toBe('<raw>');
  });
  it.each([
    ['nothing', ''],
    ['text only', 'abc'],
    ['an open element', '<a><b></b>'],
    ['crossed elements', '<a><b></a></b>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an attribute without quotes', '<a b=c></a>'],
    ['elements too deep', '<a>'.repeat(100) + '</a>'.repeat(100)],
    ['too many elements', `<a>${'<b/>'.repeat(5000)}</a>`],
  ])('refuses %s', (_, text) => {
    expect(scanXml(text)).toBeUndefined();
  });
  it('leaves an entity it does not know as it is', () => {
    expect(scanXml('<a>&nbsp;&#0;</a>')?.text).toBe('&nbsp;\ufffd');
  });
  it('never throws', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      'a',
      ' ',
      '=',
      '"',
      "'",
      '&',
      ';',
      '<!--',
      ']]>',
      '<![CDATA[',
      '<?',
      'x:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        scanXml(pieces.join(''));
      }),
      { numRuns: 3000, seed: 20261121 },
    );
  });
});
