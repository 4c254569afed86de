import type { MapDocument } from '@percorso/contract'
import { XmlProblem, readXml } from '@percorso/maths'
import type { XmlElement } from '@percorso/maths'
import { judgeDocument } from '../sound-document.ts'
import { badCjml, childrenOf } from './elements.ts'
import { readJourney } from './read-journey.ts'
import { NAMESPACE } from './xml-text.ts'

/** What a file holds: a map for each journey, and what of it no map has a place for. */
export type ReadCjml = { documents: MapDocument[]; warnings: string[] }

/**
 * Reads CJML 2.0, ours and that of others. What this system wrote is read back whole; where another program changed a name, an order or a phase since, its
 * word counts. Throws `bad_cjml`, which says where and why.
 */
export function readCjml(xml: string): ReadCjml {
  const root = rootOf(xml)
  const prefix = [...root.attributes].find(([name, value]) => name.startsWith('xmlns:') && value === NAMESPACE)?.[0].slice('xmlns:'.length)
  const journeys = root.children.filter(({ name }) => name === 'plannedJourney' || name === 'actualJourney')
  if (journeys.length === 0) throw badCjml('There is neither a plannedJourney nor an actualJourney in it.')
  const warnings = new Map<string, number>()
  const warn = (what: string) => void warnings.set(what, (warnings.get(what) ?? 0) + 1)
  const documents = journeys.map((journey, place) => {
    const judged = judgeDocument(readJourney(journey, { prefix, warn }))
    if (judged.sound) return judged.document
    throw badCjml(`The ${place + 1}. journey (${journeyId(journey)}) makes no map: ${judged.message}`)
  })
  return { documents, warnings: [...warnings].map(([what, times]) => (times === 1 ? what : `${what} (${times} times)`)) }
}

function rootOf(xml: string): XmlElement {
  const root = parsed(xml)
  const namespace = root.attributes.get('xmlns')
  if (root.name.includes(':')) throw badCjml(`The root element is <${root.name}>: CJML has no prefix.`)
  if (root.name !== 'CJML') throw badCjml(`The root element is <${root.name.slice(0, 50)}>, not <CJML>.`)
  if (namespace !== undefined && !/cjml/iu.test(namespace))
    throw badCjml(`Its namespace is ${namespace.slice(0, 100)}, which is not CJML’s.`)
  const version = root.attributes.get('version') ?? ''
  if (!/^2(?:\.|$)/u.test(version)) throw badCjml(`It is of version ${version.slice(0, 20) || 'unknown'}: this reads CJML 2.0.`)
  return root
}

function parsed(xml: string): XmlElement {
  try {
    return readXml(xml)
  } catch (error) {
    if (error instanceof XmlProblem) throw badCjml(error.message, error)
    throw error
  }
}

function journeyId(journey: XmlElement): string {
  return childrenOf(journey, 'journeyID')[0]?.text.trim().slice(0, 100) ?? 'without an id'
}
