import type { LaneKind, MapCell, MapDocument, MapEdit, MapStage, MapStep } from '@percorso/contract'
import { editOf, isEqual } from './edit-document.ts'
import { orderOf, placeBeside, sorted } from './map-order.ts'

// What people do to a map, as edits. None of them changes anything itself.

export type Kind = 'stages' | 'steps' | 'lanes'
/** Where the edits put something new, for whoever wants to go there. */
export type Addition = { id: string; edits: MapEdit[] }

const ID_LENGTH = 12

export const emptyCell: MapCell = {
  text: '',
  emotion: null,
  moment: false,
  providers: [],
  modules: [],
  evidence: { level: 'assumed', n: null, source: '' },
  binding: null,
}

/** Parts of a cell set. A cell that says nothing any more goes away, one that was not there is made. */
export function setCell(document: MapDocument, key: string, part: Partial<MapCell>): MapEdit[] {
  const before = document.cells[key]
  const after: MapCell = { ...(before ?? emptyCell), ...part }
  if (saysNothing(after)) return before ? [editOf(document, ['cells', key], undefined)] : []
  if (!before) return [editOf(document, ['cells', key], after)]
  return changed(document, ['cells', key], part)
}

export function clearCell(document: MapDocument, key: string): MapEdit[] {
  return document.cells[key] ? [editOf(document, ['cells', key], undefined)] : []
}

/** Parts of anything else: `setPart(document, ['steps', id], { name })`. */
export function changed(document: MapDocument, path: string[], part: object): MapEdit[] {
  return Object.entries(part)
    .map(([name, value]) => editOf(document, [...path, name], value))
    .filter(({ was, value }) => !isEqual(was, value))
}

const newStep: Omit<MapStep, 'stage' | 'place' | 'name'> = {
  branch: '',
  optional: false,
  repeats: false,
  touchpoints: [],
  within: null,
  score: null,
  failed: [],
}

/** A step right after another one, or as the last of a stage. */
export function addStep(document: MapDocument, name: string, beside: { step: string } | { stage: string }): Addition {
  const after = 'step' in beside ? beside.step : undefined
  const stage = 'step' in beside ? (document.steps[beside.step]?.stage ?? '') : beside.stage
  const others = sorted(document.steps).filter((step) => step.stage === stage)
  const id = newId()
  const step: MapStep = { ...newStep, name, stage, place: placeBeside(others, after, 'after') }
  return { id, edits: [editOf(document, ['steps', id], step)] }
}

/** A stage after another one, or as the last, with a first step: a stage without one has nowhere to stand. */
export function addStage(document: MapDocument, names: { stage: string; step: string }, after?: string): Addition {
  const stages = sorted(document.stages)
  const before = after === undefined ? stages.at(-1) : stages.find(({ id }) => id === after)
  const id = newId()
  const place = placeBeside(stages, after, 'after')
  const stage: MapStage = { name: names.stage, place, phase: before?.phase ?? 'before', order: 'drawn', repeats: false }
  const edits = [editOf(document, ['stages', id], stage)]
  const step: MapStep = { ...newStep, name: names.step, stage: id, place: 0 }
  return { id, edits: [...edits, editOf(document, ['steps', newId()], step)] }
}

export function addLane(document: MapDocument, lane: { name: string; kind: LaneKind }, after?: string): Addition {
  const id = newId()
  return { id, edits: [editOf(document, ['lanes', id], { ...lane, place: placeBeside(sorted(document.lanes), after, 'after') })] }
}

/** Takes something away with all that is in it: the cells of a lane or step, the steps of a stage. */
export function remove(document: MapDocument, kind: Kind, id: string): MapEdit[] {
  const steps = kind === 'stages' ? Object.keys(document.steps).filter((step) => document.steps[step]!.stage === id) : []
  const gone = new Set(kind === 'stages' ? steps : [id])
  const cells = Object.keys(document.cells).filter((key) => key.split(':').some((part) => gone.has(part)))
  const paths = [...cells.map((key) => ['cells', key]), ...steps.map((step) => ['steps', step]), [kind, id]]
  return paths.map((path) => editOf(document, path, undefined))
}

/** One place to the left or right (up or down). A step at the edge of its stage goes over into the next. */
export function move(document: MapDocument, { kind, id }: { kind: Kind; id: string }, by: -1 | 1): MapEdit[] {
  if (kind === 'steps') return moveStep(document, id, by)
  const list = sorted<{ place: number }>(document[kind])
  const neighbour = list[list.findIndex((each) => each.id === id) + by]
  if (!neighbour) return []
  return changed(document, [kind, id], { place: placeBeside(list, neighbour.id, by < 0 ? 'before' : 'after') })
}

function moveStep(document: MapDocument, id: string, by: -1 | 1): MapEdit[] {
  const step = document.steps[id]
  if (!step) return []
  const within = sorted(document.steps).filter(({ stage }) => stage === step.stage)
  const neighbour = within[within.findIndex((each) => each.id === id) + by]
  const side = by < 0 ? 'before' : 'after'
  if (neighbour) return changed(document, ['steps', id], { place: placeBeside(within, neighbour.id, side) })
  const { stages } = orderOf(document)
  const next = stages[stages.findIndex((stage) => stage.id === step.stage) + by]
  if (!next) return []
  const there = sorted(document.steps).filter(({ stage }) => stage === next.id)
  const place = there.length === 0 ? 0 : by < 0 ? there.at(-1)!.place + 1 : there[0]!.place - 1
  return changed(document, ['steps', id], { stage: next.id, place })
}

/** Whether a cell has nothing in it: what it is bound to counts as something. */
function saysNothing({ text, emotion, moment, providers, modules, evidence, binding }: MapCell): boolean {
  const isPlain = evidence.level === 'assumed' && evidence.n === null && evidence.source === ''
  return text === '' && emotion === null && !moment && providers.length + modules.length === 0 && isPlain && binding === null
}

function newId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, ID_LENGTH)
}
