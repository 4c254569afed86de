/** What of our own stands in a CJML file is in this namespace; docs/maps.md tells what it is. */
export const NAMESPACE = 'urn:percorso:map:1'

const NO_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** A text without the characters that XML cannot hold. */
export function plain(text: string): string {
  return text.replaceAll(NO_CHARACTER, '')
}

/** A text as it stands in XML. */
export function xmlText(text: string): string {
  return plain(text).replaceAll(/[&<>"\r]/gu, (character) => MARKUP[character]!)
}

/** JSON as it stands in XML: characters that XML cannot hold are escaped the way of JSON. */
export function xmlJson(value: unknown): string {
  const json = JSON.stringify(value)
  return xmlText(json.replaceAll(NO_CHARACTER, (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`))
}

type Attributes = Record<string, string>

/** An element with a text in it. */
export function leaf(name: string, text: string, attributes: Attributes = {}): string {
  return text === '' ? `<${name}${written(attributes)}/>` : `<${name}${written(attributes)}>${text}</${name}>`
}

/** An element with elements in it. */
export function tree(name: string, children: string[], attributes: Attributes = {}): string {
  return children.length === 0 ? `<${name}${written(attributes)}/>` : `<${name}${written(attributes)}>\n${children.join('\n')}\n</${name}>`
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(value)}"`)
    .join('')
}
