import { expect, test } from 'vitest'
import { readXml } from './read-xml.ts'
import { XmlProblem } from './xml-scanner.ts'

test('elements, attributes and text', () => {
  const read = readXml(`\uFEFF<?xml version="1.0"?>
    <!-- a <comment> & so on -->
    <a:journey one = "1 &lt; 2" two='say "&#233;&#x1F600;"'>up<step/>&amp;<![CDATA[ <down> & ]]><step n="2"></step ></a:journey>
    <?done?>`)
  expect(read.name).toBe('a:journey')
  expect(Object.fromEntries(read.attributes)).toEqual({ one: '1 < 2', two: 'say "é😀"' })
  expect(read.text).toBe('up& <down> & ')
  expect(read.children.map(({ name, attributes }) => [name, attributes.get('n')])).toEqual([
    ['step', undefined],
    ['step', '2'],
  ])
})

const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<pnml>&c;</pnml>`

test.each([
  ['an entity bomb', bomb, 'line 2: document types, and the entities they define, are refused'],
  ['a file of the server', '<!doctype a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'document types'],
  ['an entity of its own', '<a>\n\n&x;</a>', 'line 3: the entity &x; is refused'],
  ['a parameter entity', '<!ENTITY % x "y"><a/>', 'document types'],
  ['an entity in an attribute', '<a b="&x;"/>', 'the entity &x; is refused'],
  ['a bare ampersand', '<a>R&D</a>', 'the entity & is refused'],
  ['a character that is none', '<a>&#0;</a>', 'the entity &#0; is refused'],
  ['a character beyond all', '<a>&#x110000;</a>', 'the entity &#x110000; is refused'],
  ['half a character', '<a>&#xD800;</a>', 'the entity &#xD800; is refused'],
  ['nothing', '', 'one root element, this has 0'],
  ['text', 'case,activity', 'text outside'],
  ['two roots', '<a/><b/>', 'one root element, this has 2'],
  ['an open element', '<a><b></b>', '<a> is not closed'],
  ['a crossed element', '<a><b></a></b>', '</a> closes what is not open'],
  ['an end without a beginning', '</a>', '</a> closes what is not open'],
  ['an open tag', '<a b="1"', 'the tag <a> is not well-formed'],
  ['an open value', '<a b="1>', '“"” is missing'],
  ['an open comment', '<a/><!-- ', '“-->” is missing'],
  ['a value without quotes', '<a b=1/>', 'the value of b is not in quotes'],
  ['an attribute without a value', '<a b/>', 'b has no value'],
  ['an attribute that comes twice', '<a b="1" b="2"/>', '<a> has b twice'],
  ['attributes without a space', '<a b="1"c="2"/>', 'the tag <a> is not well-formed'],
  ['a tag in a value', '<a b="<c/>"/>', 'there is “<” in the value of b'],
  ['a lone bracket', '<a> 1 < 2 </a>', 'after “<” comes the name'],
  ['an end with attributes', '<a></a b="1">', 'the tag </a> is not well-formed'],
])('%s is refused', (_, document, why) => {
  expect(() => readXml(document)).toThrow(XmlProblem)
  expect(() => readXml(document)).toThrow(why)
})

test('what is too deep or too large is refused, and so is what is made to take long', () => {
  const many = 4_000_000
  expect(() => readXml('<a>'.repeat(many / 2))).toThrow('nested deeper than 100')
  expect(() => readXml(`<a>${' '.repeat(10_000_000)}</a>`)).toThrow('more than 10000000 characters')
  expect(() => readXml(`<${'a'.repeat(many)}>`)).toThrow('not well-formed')
  expect(() => readXml(`<a${' '.repeat(many)}`)).toThrow('not well-formed')
  expect(() => readXml(`<a>${'&'.repeat(many)}</a>`)).toThrow('refused')
  expect(readXml(`<a b="${'x'.repeat(many)}">${'<b/>'.repeat(100_000)}<!--${'-'.repeat(many)}--></a>`).children).toHaveLength(100_000)
})
