import type { MapKind } from '@percorso/contract'
import type { XmlElement } from '@percorso/maths'
import { childrenOf, jsonIn, ownOf, saidAnew, textAt } from './elements.ts'
import type { Reading } from './elements.ts'
import { inOrder } from '../map-order.ts'
import { FOREIGN_LANES, readSteps } from './read-steps.ts'
import type { Stages } from './read-steps.ts'

/** One journey as a document, which may not hold together yet. */
export function readJourney(journey: XmlElement, reading: Reading): Record<string, unknown> {
  warnOfRest(journey, reading)
  const [own] = ownOf(journey, reading, 'map').map(jsonIn)
  const { stages, stageOf } = readStages(journey, reading)
  const steps = readSteps(journey, { ...reading, stageOf, hasLanes: own !== undefined, stages })
  return { ...(own ? headOf(journey, own) : foreignHeadOf(journey)), stages, ...steps }
}

/** What a map of ours says beside its steps, with what another program changed since. */
function headOf(journey: XmlElement, own: Record<string, unknown>) {
  const kind = kindOf(journey)
  return {
    ...own,
    name: saidAnew(own['name'], textAt(journey, 'journeyTitle')),
    about: saidAnew(own['about'], summaryOf(journey)),
    kind: (own['kind'] === 'lived') === (kind === 'lived') ? own['kind'] : kind,
    persona: personaOf(journey, own['persona']),
  }
}

function foreignHeadOf(journey: XmlElement) {
  const [endUser] = endUsersOf(journey)
  const name = endUser ? textAt(endUser, 'actorName') || (endUser.attributes.get('actorID') ?? '') : ''
  return {
    name: textAt(journey, 'journeyTitle') || textAt(journey, 'journeyID'),
    about: summaryOf(journey),
    kind: kindOf(journey),
    persona: { name, about: '', goals: '', segmentId: null },
    question: null,
    lanes: FOREIGN_LANES,
  }
}

function kindOf({ name }: XmlElement): MapKind {
  return name === 'actualJourney' ? 'lived' : 'desired'
}

function summaryOf(journey: XmlElement): string {
  return [textAt(journey, 'journeyShortSummary'), textAt(journey, 'journeyLongSummary')].filter((text) => text !== '').join('\n')
}

function endUsersOf(journey: XmlElement): XmlElement[] {
  return childrenOf(journey, 'actors').flatMap((actors) => childrenOf(actors, 'endUser'))
}

function personaOf(journey: XmlElement, before: unknown): unknown {
  const [endUser] = endUsersOf(journey)
  const { name } = (before ?? {}) as { name?: unknown }
  return typeof before === 'object' && endUser ? { ...before, name: saidAnew(name, textAt(endUser, 'actorName')) } : before
}

const READ = ['journeyID', 'journeyTitle', 'journeyPhases', 'journeyShortSummary', 'journeyLongSummary', 'actors', 'touchpoints']

function warnOfRest(journey: XmlElement, { prefix, warn }: Reading): void {
  for (const { name } of journey.children) if (!READ.includes(name) && name !== `${prefix}:map`) warn(`Not read: ${name.slice(0, 60)}`)
  if (endUsersOf(journey).length > 1) warn('A map has one persona: the first end user')
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
