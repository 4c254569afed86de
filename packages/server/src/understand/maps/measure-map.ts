import type { CellBinding, JourneyMarker, JourneyQuestion, MapDocument, MapMeasure, MapMeasures } from '@percorso/contract'
import { meanInterval, shareOf } from '@percorso/maths'
import { PercorsoError } from '../../ground/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { readyJourneys, whoseOf } from '../journeys/index.ts'
import type { Journeys } from '../journeys/index.ts'
import { selectLateMoves } from '../rules/index.ts'
import { selectTimeZone } from '../touchpoints/index.ts'
import { theMap } from './map-request.ts'
import type { Asking } from './map-request.ts'
import { updateMeasures } from './map-tables.ts'
import { countProbes, selectMeans } from './measure-facts.ts'
import type { Mean, MeanRow, Probe, ProbeRow } from './measure-facts.ts'

const DAY_MS = 86_400_000
const NOTHING: MapMeasure = { n: 0, value: null, low: null, high: null, p90: null }
const NO_FACTS: MeanRow = { n: 0, mean: Number.NaN, sd: Number.NaN }

type Measuring = Asking & { warehouse: Warehouse }
type Period = { from: number; to: number }

/** What facts of the last so many days say of the cells that are bound to them. Kept with the map, for those who have a link to it. */
export async function measureMap(asking: Measuring, { mapId, days }: { mapId: number; days: number }): Promise<MapMeasures> {
  const { request: { workspaceId, inWorkspace }, clock } = asking // prettier-ignore
  const { document } = await inWorkspace((db) => theMap({ db, workspaceId }, mapId))
  const to = clock.now()
  const cells = await measureCells(asking, document, { from: to - days * DAY_MS, to })
  const measures = { readAt: new Date(to).toISOString(), cells }
  await inWorkspace((db) => updateMeasures({ db, workspaceId }, mapId, measures))
  return measures
}

/** A map may outlive the segment that it is about: then there is nothing to say. */
async function measureCells(asking: Measuring, document: MapDocument, period: Period): Promise<MapMeasures['cells']> {
  const bound = Object.entries(document.cells).flatMap(([key, { binding }]) => (binding ? [[key, binding] as const] : []))
  if (bound.length === 0) return {}
  const question = questionOf(document, period)
  const bindings = bound.map(([, binding]) => binding)
  const measured = await measureAll(asking, question, { bindings, period }).catch((error: unknown) => {
    if (isGone(error)) return bindings.map(() => NOTHING)
    throw error
  })
  return Object.fromEntries(bound.map(([key], place) => [key, measured[place]!]))
}

function isGone(error: unknown): boolean {
  return error instanceof PercorsoError && ((error.status === 422 && error.code !== 'too_much') || error.status === 404)
}

/** Whose journeys a map is about. What its own question says of the time gives way to the period that is asked for. */
function questionOf({ question, persona }: MapDocument, { from, to }: Period): JourneyQuestion {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  const asked = question ?? { by: { kind: 'person' as const }, segmentId: persona.segmentId ?? undefined }
  const { by, start, end, segmentId, who } = asked.steps === 'facts' ? byName(asked) : asked
  return { steps: 'touchpoints', by, start, end, segmentId, who, ...period }
}

/** Cells are about touchpoints. Where journeys are of facts, what they begin and end with is meant by its name. */
function byName({ start, end, ...question }: JourneyQuestion): JourneyQuestion {
  const named = (marker: JourneyMarker): JourneyMarker => ('step' in marker ? { match: { fact: marker.step } } : marker)
  return { ...question, start: start && named(start), end: end && 'outcome' in end ? { ...end, outcome: named(end.outcome) } : end }
}

type Wish = { bindings: CellBinding[]; period: Period }

async function measureAll(asking: Measuring, question: JourneyQuestion, { bindings, period }: Wish): Promise<MapMeasure[]> {
  const means = await readMeans(asking, question, { bindings, period })
  const probe = await readProbes(asking, question, bindings)
  return bindings.map((binding) => (binding.kind === 'mean' ? ofMean(means(binding)) : probe(binding)))
}

type JourneyBinding = Exclude<CellBinding, { kind: 'mean' }>

/** One look at the journeys for all cells: the first probe is everybody. */
async function readProbes(
  asking: Measuring,
  question: JourneyQuestion,
  bindings: CellBinding[],
): Promise<(binding: JourneyBinding) => MapMeasure> {
  const asked = bindings.filter((binding) => binding.kind !== 'mean')
  if (asked.length === 0) return () => NOTHING
  const journeys = await readyJourneys(asking, question)
  const everybody: Probe = { from: [...journeys.numberOf.values()], to: [] }
  const probes = new Map([everybody, ...asked.map((binding) => probeOf(journeys, binding))].map((probe) => [JSON.stringify(probe), probe]))
  const counted = await countProbes(asking.warehouse, journeys.log, [...probes.values()])
  const rows = new Map([...probes.keys()].map((key, place) => [key, counted[place]!]))
  const { people } = rows.get(JSON.stringify(everybody))!
  return (binding) => {
    const probe = probeOf(journeys, binding)
    return isKnown(binding, probe) ? ofJourneys(binding, rows.get(JSON.stringify(probe))!, people) : NOTHING
  }
}

/** Touchpoints that are there no more have no number. */
function probeOf({ numberOf }: Journeys, binding: JourneyBinding): Probe {
  const numbers = (touchpoints: number[]) => [...new Set(touchpoints.flatMap((id) => numberOf.get(String(id)) ?? []))].sort((a, b) => a - b)
  if (binding.kind === 'people') return { from: numbers(binding.touchpoints), to: [] }
  return { from: numbers(binding.from), to: numbers(binding.to) }
}

function isKnown({ kind }: JourneyBinding, { from, to }: Probe): boolean {
  return from.length > 0 && (kind === 'people' || to.length > 0)
}

function ofJourneys({ kind }: JourneyBinding, { people, began, reached, times: [median, p90] }: ProbeRow, everybody: number): MapMeasure {
  if (kind === 'people') return ofShare(people, everybody)
  if (kind === 'conversion') return ofShare(reached, began)
  return reached === 0 ? NOTHING : { n: reached, value: median, low: null, high: null, p90 }
}

function ofShare(count: number, n: number): MapMeasure {
  if (n === 0) return NOTHING
  const { share, low, high } = shareOf(count, n)
  return { n, value: share, low, high, p90: null }
}

/** One look at the facts for all means. */
async function readMeans(asking: Measuring, question: JourneyQuestion, { bindings, period }: Wish): Promise<(mean: Mean) => MeanRow> {
  const keyOf = ({ of, property }: Mean) => JSON.stringify([of, property])
  const means = new Map(bindings.flatMap((binding) => (binding.kind === 'mean' ? [[keyOf(binding), binding] as const] : [])))
  if (means.size === 0) return () => NO_FACTS
  const { warehouse, request: { workspaceId, inWorkspace } } = asking // prettier-ignore
  const known = await inWorkspace(async (db) => {
    const scope = { db, workspaceId, warehouse }
    const timeZone = await selectTimeZone(scope)
    return { timeZone, late: await selectLateMoves(scope), people: (await whoseOf(scope, question, timeZone))?.ids }
  })
  const rows = await selectMeans(warehouse, { workspaceId, ...known, ...period }, [...means.values()])
  const byKey = new Map([...means.keys()].map((key, place) => [key, rows[place]!]))
  return (mean) => byKey.get(keyOf(mean))!
}

function ofMean({ n, mean, sd }: MeanRow): MapMeasure {
  if (n === 0) return NOTHING
  const { low = null, high = null } = meanInterval(mean, sd, n) ?? {}
  return { n, value: mean, low, high, p90: null }
}
