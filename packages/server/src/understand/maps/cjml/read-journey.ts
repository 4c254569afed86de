import type { MapKind } from '@percorso/contract'
import type { XmlElement } from '@percorso/maths'
import { childrenOf, jsonIn, ownOf, saidAnew, textAt } from './elements.ts'
import type { Reading } from './elements.ts'
import { inOrder } from '../map-order.ts'
import { FOREIGN_LANES, readSteps } from './read-steps.ts'
import type { Stages } from './read-steps.ts'

/** One journey as a document, which may not hold together yet. */
export function readJourney(journey: XmlElement, reading: Reading): Record<string, unknown> {
  const [own] = ownOf(journey, reading, 'map').map(jsonIn)
  warnOfRest(journey, reading)
  const kind: MapKind = journey.name === 'actualJourney' ? 'lived' : 'desired'
  const isStill = own !== undefined && (own['kind'] === 'lived') === (kind === 'lived')
  const { stages, stageOf } = readStages(journey, reading)
  return {
    ...own,
    name: saidAnew(own?.['name'], textAt(journey, 'journeyTitle') || (own ? '' : textAt(journey, 'journeyID'))),
    about: saidAnew(own?.['about'], [textAt(journey, 'journeyShortSummary'), textAt(journey, 'journeyLongSummary')].filter((text) => text !== '').join('\n')),
    kind: isStill ? own['kind'] : kind,
    persona: personaOf(journey, own?.['persona']),
    question: own?.['question'] ?? null,
    stages,
    lanes: own?.['lanes'] ?? FOREIGN_LANES,
    ...readSteps(journey, { ...reading, stageOf, hasLanes: own !== undefined, stages }),
  } // prettier-ignore
}

const READ = ['journeyID', 'journeyTitle', 'journeyPhases', 'journeyShortSummary', 'journeyLongSummary', 'actors', 'touchpoints']

function warnOfRest(journey: XmlElement, { prefix, warn }: Reading): void {
  for (const { name } of journey.children) if (!READ.includes(name) && name !== `${prefix}:map`) warn(`Not read: ${name.slice(0, 60)}`)
  const more = childrenOf(journey, 'actors').flatMap((actors) => childrenOf(actors, 'endUser')).length - 1
  if (more > 0) warn('A map has one persona: the first end user')
}

function personaOf(journey: XmlElement, before: unknown): unknown {
  const [endUser] = childrenOf(journey, 'actors').flatMap((actors) => childrenOf(actors, 'endUser'))
  const name = endUser ? textAt(endUser, 'actorName') || (before === undefined ? (endUser.attributes.get('actorID') ?? '') : '') : ''
  const known = (before ?? { about: '', goals: '', segmentId: null }) as { name?: unknown }
  return { ...known, name: saidAnew(known.name, name) }
}

/** Phases as stages, and which phase is which stage. What is in no phase goes into one of its own. */
function readStages(journey: XmlElement, reading: Reading): { stages: Stages; stageOf: (phaseId: string) => string } {
  const phases = childrenOf(journey, 'journeyPhases').flatMap((all) => childrenOf(all, 'journeyPhase'))
  const entries = phases.map((phase, n) => {
    const [own] = ownOf(phase, reading, 'stage').map(jsonIn)
    const phaseId = (phase.attributes.get('phaseID') ?? '').trim()
    const known = own ?? { place: n + 1, phase: 'during', order: 'drawn', repeats: false }
    const name = saidAnew(own?.['name'], textAt(phase, 'phaseName') || (own ? '' : phaseId))
    return { phaseId, id: own ? phaseId : `s${n + 1}`, stage: { ...known, name } as Stages[string] }
  })
  const ids = new Map(entries.map(({ phaseId, id }) => [phaseId, id]))
  if (entries.length > 0 && ids.size < entries.length) reading.warn('Phases with the same id are one stage')
  const stageOf = (phaseId: string) => ids.get(phaseId) ?? entries[0]?.id ?? 's1'
  if (entries.length > 0) return { stages: asInFile(entries), stageOf }
  const only = { name: textAt(journey, 'journeyTitle'), place: 1, phase: 'during' as const, order: 'drawn' as const, repeats: false }
  return { stages: childrenOf(journey, 'touchpoints').some(({ children }) => children.length > 0) ? { s1: only } : {}, stageOf }
}

/** Stages keep their own places, unless the file has them in another order. */
function asInFile(entries: { id: string; stage: Stages[string] }[]): Stages {
  const stages: Stages = Object.fromEntries(entries.map(({ id, stage }) => [id, stage]))
  if (inOrder(stages).every(([id], place) => id === entries[place]!.id)) return stages
  return Object.fromEntries(entries.map(({ id, stage }, n) => [id, { ...stage, place: n + 1 }]))
}
