import type { MapCell, MapDocument } from '@percorso/contract'
import type { XmlElement } from '@percorso/maths'
import { stepsInOrder } from '../map-order.ts'
import { childrenOf, jsonIn, ownOf, saidAnew, textAt } from './elements.ts'
import type { Reading } from './elements.ts'

/** Where what CJML says of a step goes, in a journey that another program made. */
export const FOREIGN_LANES = {
  l1: { name: 'Channel', place: 1, kind: 'touchpoints' },
  l2: { name: 'Front stage', place: 2, kind: 'front' },
  l3: { name: 'Experience', place: 3, kind: 'thoughts' },
  l4: { name: 'Notes', place: 4, kind: 'notes' },
}

type Within = Reading & { stageOf: (phaseId: string) => string; hasLanes: boolean; stages: Stages }
/** Stages as far as they have been read: judged with the whole document. */
export type Stages = MapDocument['stages']
type Placed = { id: string; step: Record<string, unknown>; cells: [key: string, cell: unknown][] }

const STEP = /^(?:planned|actual)?(?:CommunicationPoint|Action)$|^communicationPoint$|^action$/u
const READ = ['touchpointID', 'belongsTo', 'initiator', 'receiver', 'channel', 'comment', 'compliance', 'touchpointExperience']

/** Touchpoints of a journey as steps and their cells. */
export function readSteps(journey: XmlElement, within: Within): { steps: Record<string, unknown>; cells: Record<string, unknown> } {
  const all = childrenOf(journey, 'touchpoints').flatMap(({ children }) => children)
  for (const { name } of all) if (!STEP.test(name)) within.warn(`Not read: ${name.slice(0, 60)}`)
  const customers = new Set(childrenOf(journey, 'actors').flatMap((actors) => childrenOf(actors, 'endUser').map((actor) => actorOf(actor))))
  const elements = all.filter(({ name }) => STEP.test(name))
  const ids = idsFor(elements, within)
  const placed = elements.map((element, n) => stepOf(element, { ...within, id: ids[n]!, place: n + 1, customers }))
  const ordered = isAsDrawn(placed, within.stages)
    ? placed
    : placed.map(({ step, ...rest }, n) => ({ ...rest, step: { ...step, place: n + 1 } }))
  return {
    steps: Object.fromEntries(ordered.map(({ id, step }) => [id, step])),
    cells: Object.fromEntries(ordered.flatMap(({ cells }) => cells)),
  }
}

/** Of our own steps the id they had, but once; of others a new one. */
function idsFor(elements: XmlElement[], within: Within): string[] {
  const known = elements.map((element) => ownOf(element, within, 'step')[0]?.attributes.get('id'))
  const taken = new Set(known)
  const used = new Set<string>()
  let made = 0
  return known.map((id) => {
    if (id !== undefined && !used.has(id)) {
      used.add(id)
      return id
    }
    do made += 1
    while (taken.has(`p${made}`))
    return `p${made}`
  })
}

/** Whether the file has steps in the order in which their own places put them. */
function isAsDrawn(placed: Placed[], stages: Stages): boolean {
  const steps = Object.fromEntries(placed.map(({ id, step }) => [id, step])) as unknown as MapDocument['steps']
  const drawn = stepsInOrder({ stages, steps }).map(([id]) => id)
  return drawn.length === placed.length && placed.every(({ id }, place) => id === drawn[place])
}

type Here = Within & { id: string; place: number; customers: Set<string> }

function stepOf(element: XmlElement, here: Here): Placed {
  const [own] = ownOf(element, here, 'step').map(jsonIn)
  const phase = childrenOf(element, 'belongsTo')[0]?.attributes.get('phaseIDref')?.trim()
  const { label, other } = labelsOf(element, here.customers)
  for (const { name } of element.children)
    if (!READ.includes(name) && name !== `${here.prefix}:step` && name !== `${here.prefix}:cell`)
      here.warn(`Not read: ${name.slice(0, 60)}`)
  if (!own) return { id: here.id, step: newStep(label, here.stageOf(phase ?? ''), here.place), cells: here.hasLanes ? [] : saidIn(element, here.id, other) }
  const stage = phase === undefined ? own['stage'] : here.stageOf(phase)
  const cells = ownOf(element, here, 'cell').map((cell) => [`${cell.attributes.get('lane') ?? ''}:${here.id}`, jsonIn(cell)] as [string, unknown])
  return { id: here.id, step: { ...own, name: saidAnew(own['name'], label), stage }, cells }
} // prettier-ignore

function newStep(name: string, stage: string, place: number) {
  const alone = { branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }
  return { name, stage, place, ...alone }
}

/** What the customer does, and what the other one does. */
function labelsOf(element: XmlElement, customers: Set<string>): { label: string; other: string } {
  const [initiator, receiver] = [textAt(element, 'initiator', 'initiatorLabel'), textAt(element, 'receiver', 'receiverLabel')]
  const [by] = childrenOf(element, 'initiator').flatMap((part) => childrenOf(part, 'refersTo').map(actorOf))
  const isByCustomer = by === undefined || customers.has(by) || receiver === ''
  return isByCustomer ? { label: initiator, other: receiver } : { label: receiver, other: initiator }
}

function actorOf({ attributes }: XmlElement): string {
  return (attributes.get('actorID') ?? attributes.get('actorIDref') ?? '').trim()
}

const BLANK: Omit<MapCell, 'text'> = { emotion: null, moment: false, providers: [], modules: [], evidence: { level: 'assumed', n: null, source: 'CJML' }, binding: null } // prettier-ignore

function saidIn(element: XmlElement, id: string, front: string): [string, unknown][] {
  const rating = textAt(element, 'touchpointExperience', 'experienceRating')
  const compliance = textAt(element, 'compliance')
  const said = {
    l1: textAt(element, 'channel', 'channelName'),
    l2: front,
    l3: [textAt(element, 'touchpointExperience', 'experienceDescription'), rating === '' ? '' : `(${rating})`].join(' ').trim(),
    l4: [textAt(element, 'comment'), compliance === '' ? '' : `compliance: ${compliance}`].filter((text) => text !== '').join('\n'),
  }
  return Object.entries(said).flatMap(([lane, text]) => (text === '' ? [] : [[`${lane}:${id}`, { ...BLANK, text }] as [string, unknown]]))
}
