import type { PersonaNumbers } from '@percorso/contract'
import { shareOf } from '@percorso/maths'
import { countPeople } from '../../record/profiles/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { whoseOf } from '../journeys/index.ts'
import { selectLateMoves } from '../rules/index.ts'
import { listTouchpoints, selectTimeZone } from '../touchpoints/index.ts'
import type { Asking } from './map-request.ts'
import { countMet, medianOfFacts } from './persona-facts.ts'
import { selectCommonTraits } from './persona-tables.ts'
import type { TraitRow } from './persona-tables.ts'

const PERIOD_MS = 90 * 86_400_000
/** Of more people a random part is looked at: their ids are hashes. */
const PEOPLE_MAX = 10_000
const TOUCHPOINTS = 10
const [TRAITS, TRAITS_LOOKED_AT, VALUES_OF_ONE] = [12, 200, 3]

/** What is known of the people of a segment: how many they are, what they have in common, how much they do and where they are met. Throws `no_such_segment`. */
export async function readPersona(
  { request, clock, warehouse }: Asking & { warehouse: Warehouse },
  segmentId: number,
): Promise<PersonaNumbers> {
  const { workspaceId, inWorkspace } = request
  const to = clock.now()
  const { size, people, traits, ...asked } = await inWorkspace(async (db) => {
    const scope = { db, workspaceId, warehouse }
    const timeZone = await selectTimeZone(scope)
    const whose = (await whoseOf(scope, { by: { kind: 'person' }, segmentId }, timeZone))!
    const looked = whose.ids.slice(0, PEOPLE_MAX)
    const common = await selectCommonTraits(scope, looked, TRAITS_LOOKED_AT)
    return {
      timeZone,
      late: await selectLateMoves(scope),
      touchpoints: await listTouchpoints(scope),
      size: whose.size,
      people: looked,
      traits: common,
    }
  })
  const all = await countPeople(request, {})
  const n = people.length
  const numbers = { people: size, ofAll: all.count === 0 ? 0 : Math.min(1, size / all.count), n }
  if (n === 0) return { ...numbers, factsMedian: null, touchpoints: [], traits: [] }
  const question = { workspaceId, ...asked, people, from: to - PERIOD_MS, to }
  const names = new Map(asked.touchpoints.map(({ touchpointId, name }) => [touchpointId, name]))
  const met = await countMet(warehouse, question, TOUCHPOINTS)
  return {
    ...numbers,
    factsMedian: await medianOfFacts(warehouse, question),
    touchpoints: met.map(({ touchpointId, people: count }) => ({ touchpointId, name: names.get(touchpointId)!, ...sharedBy(count, n) })),
    traits: tellingOf(traits).map(({ people: count, ...row }) => ({ ...row, ...sharedBy(count, n) })),
  }
}

function sharedBy(people: number, n: number) {
  const { share, low, high } = shareOf(people, n)
  return { people, share, low, high }
}

/** The commonest, but not all of one trait. */
function tellingOf(rows: TraitRow[]): TraitRow[] {
  const shown = new Map<string, number>()
  return rows
    .filter(({ trait }) => {
      const before = shown.get(trait) ?? 0
      shown.set(trait, before + 1)
      return before < VALUES_OF_ONE
    })
    .slice(0, TRAITS)
}
