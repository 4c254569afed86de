import { XmlProblem, XmlScanner } from './xml-scanner.ts'

/** An element of an XML document, with the text directly in it (of its children's, nothing). */
export type XmlElement = { name: string; attributes: Map<string, string>; children: XmlElement[]; text: string }

const CHARACTERS_MAX = 10_000_000
const DEPTH_MAX = 100

/**
 * Reads an XML document: elements, attributes, text. Strict, and safe with what strangers send: document types are refused, and with them every entity
 * but the five of XML itself; size and depth are bounded. Namespaces stay part of the names. Throws an XmlProblem.
 */
export function readXml(document: string): XmlElement {
  if (document.length > CHARACTERS_MAX) throw new XmlProblem(`the file has more than ${CHARACTERS_MAX} characters`)
  const scanner = new XmlScanner(document.replace(/^\uFEFF/u, ''))
  const top: XmlElement = { name: '', attributes: new Map(), children: [], text: '' }
  const open = [top]
  while (!scanner.done) takeNext(scanner, open)
  if (open.length > 1) throw scanner.problem(`<${open.at(-1)!.name}> is not closed`)
  if (top.text.trim() !== '') throw scanner.problem('there is text outside the root element')
  if (top.children.length !== 1) throw scanner.problem(`a document has one root element, this has ${top.children.length}`)
  return top.children[0]!
}

function takeNext(scanner: XmlScanner, open: XmlElement[]): void {
  const inside = open.at(-1)!
  if (scanner.skip('<!--')) scanner.until('-->')
  else if (scanner.skip('<?')) scanner.until('?>')
  else if (scanner.skip('<![CDATA[')) inside.text += scanner.until(']]>')
  else if (scanner.skip('<!')) throw scanner.problem('document types, and the entities they define, are refused')
  else if (scanner.skip('</')) takeEnd(scanner, open)
  else if (scanner.skip('<')) takeStart(scanner, open)
  else inside.text += scanner.resolve(scanner.words())
}

function takeStart(scanner: XmlScanner, open: XmlElement[]): void {
  const element: XmlElement = { name: scanner.name(), attributes: new Map(), children: [], text: '' }
  if (element.name === '') throw scanner.problem('after “<” comes the name of an element')
  while (scanner.spaces()) {
    const attribute = scanner.name()
    if (attribute !== '') takeAttribute(scanner, { element, attribute })
  }
  const empty = scanner.skip('/')
  if (!scanner.skip('>')) throw scanner.problem(`the tag <${element.name}> is not well-formed`)
  open.at(-1)!.children.push(element)
  if (empty) return
  if (open.length > DEPTH_MAX) throw scanner.problem(`elements are nested deeper than ${DEPTH_MAX}`)
  open.push(element)
}

function takeAttribute(scanner: XmlScanner, { element, attribute }: { element: XmlElement; attribute: string }): void {
  if (element.attributes.has(attribute)) throw scanner.problem(`<${element.name}> has ${attribute} twice`)
  scanner.spaces()
  if (!scanner.skip('=')) throw scanner.problem(`${attribute} has no value`)
  scanner.spaces()
  const quote = ['"', "'"].find((mark) => scanner.skip(mark))
  if (quote === undefined) throw scanner.problem(`the value of ${attribute} is not in quotes`)
  const value = scanner.until(quote)
  if (value.includes('<')) throw scanner.problem(`there is “<” in the value of ${attribute}`)
  element.attributes.set(attribute, scanner.resolve(value))
}

function takeEnd(scanner: XmlScanner, open: XmlElement[]): void {
  const name = scanner.name()
  scanner.spaces()
  if (!scanner.skip('>')) throw scanner.problem(`the tag </${name}> is not well-formed`)
  if (open.length === 1 || open.at(-1)!.name !== name) throw scanner.problem(`</${name}> closes what is not open`)
  open.pop()
}
