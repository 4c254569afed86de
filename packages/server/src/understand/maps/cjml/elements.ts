import type { XmlElement } from '@percorso/maths'
import { PercorsoError } from '../../../ground/index.ts'
import { plain } from './xml-text.ts'

/** What the whole file says: the prefix of our own elements, if it has any, and where to complain of what is left out. */
export type Reading = { prefix: string | undefined; warn: (what: string) => void }

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** The text of what is found by going down these names; empty if it is not there. */
export function textAt(element: XmlElement, ...names: string[]): string {
  let inside: XmlElement | undefined = element
  for (const name of names) inside = inside && childrenOf(inside, name)[0]
  return inside?.text.trim() ?? ''
}

/** The elements of our own in another one. */
export function ownOf(element: XmlElement, { prefix }: Reading, name: string): XmlElement[] {
  return prefix === undefined ? [] : childrenOf(element, `${prefix}:${name}`)
}

/** The JSON in an element of our own. */
export function jsonIn(element: XmlElement): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(element.text)
  } catch (error) {
    throw badCjml(`In <${element.name}> there is no JSON.`, error)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badCjml(`In <${element.name}> there is no JSON object.`)
  return value as Record<string, unknown>
}

/** What CJML says, unless it is what was said before but for what XML cannot hold: then it is as it was, to the last blank. */
export function saidAnew(before: unknown, cjml: string): string {
  return typeof before === 'string' && plain(before).trim() === cjml ? before : cjml
}

export function badCjml(why: string, cause?: unknown): PercorsoError {
  return new PercorsoError('bad_cjml', 'This cannot be read as CJML 2.0.', { status: 422, hint: why, cause })
}
