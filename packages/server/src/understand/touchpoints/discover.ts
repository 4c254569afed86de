import type { FoundFacts, TouchpointDiscovery } from '@percorso/contract'
import { countMapped, countMeetings, countSince, selectExamples, selectUnmapped } from './discovery-facts.ts'
import type { UnmappedRow } from './discovery-facts.ts'
import type { Asked } from './met-facts.ts'
import { askedSince, periodOf } from './show-board.ts'
import type { Asking } from './show-board.ts'
import { suggestTouchpoints } from './suggest-touchpoints.ts'
import type { Suggested } from './suggest-touchpoints.ts'

/** Of more facts than these, those of a random part of all people are looked at. */
export type DiscoveryLimits = { facts: number; kinds: number; suggestions: number }
const LIMITS: DiscoveryLimits = { facts: 1_000_000, kinds: 200, suggestions: 40 }

/** Beyond the ids of any registry: suggestions are counted as if they were touchpoints. */
const SUGGESTED_FROM = 4_000_000_000
const SAMPLE_LENGTH_MAX = 60

/** Facts that belong to no touchpoint yet, those that most people meet first, and touchpoints that they suggest. */
export async function discover(
  asking: Asking,
  { days, limits = LIMITS }: { days: number; limits?: DiscoveryLimits },
): Promise<TouchpointDiscovery> {
  const { warehouse } = asking
  const { asked: everybody, touchpoints } = await askedSince(asking, periodOf(days).from)
  const share = Math.min(1, limits.facts / (await countSince(warehouse, everybody)))
  const asked = { ...everybody, share }
  const whole = await countMeetings(warehouse, asked)
  const rows = await selectUnmapped(warehouse, asked, limits.kinds + 1)
  const examples = await examplesOf(asking, asked, rows)
  const found = rows.slice(0, limits.kinds)
  const kinds = found.map((row) => ({ ...row, library: examples.get(keyOf(row))?.library ?? '' }))
  const suggested = suggestTouchpoints(kinds, touchpoints.map(({ name }) => name)).slice(0, limits.suggestions) // prettier-ignore
  return {
    ...whole,
    sampledShare: share,
    items: found.map((row) => shown(row, whole.people, examples.get(keyOf(row))?.samples ?? [])),
    more: rows.length > limits.kinds,
    suggestions: await counted(asking, asked, suggested),
  }
}

function keyOf({ type, name }: { type: string; name: string }): string {
  return `${type} ${name}`
}

type Example = { library: string; samples: string[] }

async function examplesOf({ warehouse }: Asking, asked: Asked, rows: UnmappedRow[]): Promise<Map<string, Example>> {
  const names = [...new Set(rows.map(({ name }) => name))]
  const found = await selectExamples(warehouse, asked, names)
  return new Map(found.map((row) => [keyOf(row), { library: row.library, samples: samplesOf(row.properties) }]))
}

/** Up to three properties, as `name: value`. */
function samplesOf(properties: Record<string, unknown>): string[] {
  const plain = Object.entries(properties).filter(([, value]) => value !== null && typeof value !== 'object')
  return plain.slice(0, 3).map(([key, value]) => `${key}: ${String(value)}`.slice(0, SAMPLE_LENGTH_MAX))
}

function shown({ paths, ...row }: UnmappedRow, people: number, samples: string[]): FoundFacts {
  const match =
    row.path === null
      ? { fact: row.name, type: row.type }
      : { type: row.type, where: [{ property: 'path', op: 'equals' as const, value: row.path }] }
  return {
    ...row,
    share: row.people / people,
    lastSeen: new Date(row.lastSeen).toISOString(),
    samples: row.path === null ? samples : paths.map((path) => path.slice(0, SAMPLE_LENGTH_MAX)),
    match,
  }
}

/** How many people each suggestion is about: they cannot be added up from the kinds in it. */
async function counted({ warehouse }: Asking, asked: Asked, suggested: Suggested[]) {
  const ids = suggested.map((_, place) => SUGGESTED_FROM + place)
  const drafts = suggested.map(({ draft }, place) => ({ touchpointId: ids[place]!, matches: draft.matches }))
  const amounts = await countMapped(warehouse, { ...asked, touchpoints: [...asked.touchpoints, ...drafts] }, ids)
  return suggested
    .map((suggestion, place) => ({ ...suggestion, ...(amounts.get(ids[place]!) ?? { people: 0, facts: 0 }) }))
    .sort((a, b) => b.people - a.people)
}
