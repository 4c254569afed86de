/** What is wrong with a document, told to whoever sent it. */
export class XmlProblem extends Error {}

const NAME = /[\p{L}_:][\p{L}\p{N}\p{M}._:·-]{0,199}/uy
const SPACES = /[ \t\r\n]*/y
const REFERENCE = /&(?:#\d{1,7};|#x[\da-f]{1,6};|[\w.-]+;)?/giu
const ENTITIES = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&apos;', "'"],
])

/** Walks through a text. It never goes back, so that no text, however made, takes long. */
export class XmlScanner {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  /** Steps over what is expected, if it is there. */
  skip(expected: string): boolean {
    const there = this.text.startsWith(expected, this.at)
    if (there) this.at += expected.length
    return there
  }

  /** What is before an end that must come, and steps over that. */
  until(end: string): string {
    const found = this.text.indexOf(end, this.at)
    if (found === -1) throw this.problem(`“${end}” is missing`)
    const before = this.text.slice(this.at, found)
    this.at = found + end.length
    return before
  }

  /** What is before the next tag. */
  words(): string {
    const found = this.text.indexOf('<', this.at)
    const before = this.text.slice(this.at, found === -1 ? undefined : found)
    this.at += before.length
    return before
  }

  spaces(): boolean {
    return this.match(SPACES) !== ''
  }

  name(): string {
    return this.match(NAME)
  }

  problem(what: string): XmlProblem {
    return new XmlProblem(`line ${this.text.slice(0, this.at).split('\n').length}: ${what}`)
  }

  /** Replaces character references and the five entities of XML; any other is refused. */
  resolve(text: string): string {
    if (!text.includes('&')) return text
    return text.replaceAll(REFERENCE, (reference) => {
      const code = Number(reference.slice(2, -1).replace(/^x/iu, '0x'))
      const character = reference.startsWith('&#') && isCharacter(code) ? String.fromCodePoint(code) : ENTITIES.get(reference)
      if (character === undefined) throw this.problem(`the entity ${reference} is refused`)
      return character
    })
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }
}

/** The production Char of XML 1.0. */
function isCharacter(code: number): boolean {
  return code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0x10ffff)
}
