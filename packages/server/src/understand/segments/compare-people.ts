import { newcombe } from '@percorso/maths'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { belongingOf } from '../../record/profiles/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { countDoers } from './compare-facts.ts'
import { countTraits, samplePeople } from './compare-tables.ts'
import { theSegment } from './define-segment.ts'
import type { Scope } from '../following/index.ts'

/** So many people of each are compared at most: drawn by chance. */
const SAMPLE = 2000
const SHOWN = 40

type Counted = Map<string, { kind: 'trait' | 'fact'; key: string; value?: unknown; people: number }>

/** In what people of a segment differ most from those of another, or from everybody else: traits they have, facts of the last year. */
export async function comparePeople(
  { warehouse, request }: { warehouse: Warehouse; request: WorkspaceRequest },
  { segmentId, with: other }: { segmentId: number; with?: number | undefined },
) {
  const { workspaceId, inWorkspace } = request
  const [a, b] = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await theSegment(scope, segmentId)
    if (other !== undefined) await theSegment(scope, other)
    const own = await samplePeople(scope, { segmentId, without: segmentId, limit: SAMPLE })
    const others = await samplePeople(scope, { segmentId: other, without: segmentId, limit: SAMPLE })
    return [
      { people: own, ...(await countKnown(scope, own)) },
      { people: others, ...(await countKnown(scope, others)) },
    ] as const
  })
  if (a.people.length === 0 || b.people.length === 0) return { a: a.people.length, b: b.people.length, items: [] }
  const done = await Promise.all([a, b].map(({ belonging }) => countDone(warehouse, workspaceId, belonging)))
  const [inA, inB] = [new Map([...a.traits, ...done[0]!]), new Map([...b.traits, ...done[1]!])]
  const items = [...new Set([...inA.keys(), ...inB.keys()])].map((key) => {
    const { kind, key: name, value } = (inA.get(key) ?? inB.get(key))!
    const share = (counted: Counted, of: number) => ({ people: counted.get(key)?.people ?? 0, share: (counted.get(key)?.people ?? 0) / of })
    const [ofA, ofB] = [share(inA, a.people.length), share(inB, b.people.length)]
    const apart = newcombe({ count: ofA.people, n: a.people.length }, { count: ofB.people, n: b.people.length })
    return { kind, key: name, ...(kind === 'trait' && { value }), a: ofA, b: ofB, ...apart }
  })
  return { a: a.people.length, b: b.people.length, items: items.filter(({ low, high }) => low > 0 || high < 0).sort((x, y) => leastApart(y) - leastApart(x)).slice(0, SHOWN) } // prettier-ignore
}

/** How far apart two shares are at least: a small sample's large difference may be chance. */
function leastApart({ low, high }: { low: number; high: number }): number {
  return Math.max(low, -high)
}

async function countKnown(
  scope: Scope,
  people: string[],
): Promise<{ traits: Counted; belonging: Awaited<ReturnType<typeof belongingOf>> }> {
  const traits: Counted = new Map(
    (await countTraits(scope, people)).map((row) => [`trait ${row.key} ${JSON.stringify(row.value)}`, { kind: 'trait', ...row }]),
  )
  return { traits, belonging: await belongingOf(scope, people) }
}

async function countDone(warehouse: Warehouse, workspaceId: number, belonging: Awaited<ReturnType<typeof belongingOf>>): Promise<Counted> {
  const numbers = new Map([...new Set(belonging.map(({ profileId }) => profileId))].map((profileId, index) => [profileId, index + 1]))
  const ids = belonging.map(({ identifierId }) => identifierId)
  const rows = await countDoers(warehouse, { workspaceId, ids, owners: belonging.map(({ profileId }) => numbers.get(profileId)!) })
  return new Map(rows.map(({ name, people }) => [`fact ${name}`, { kind: 'fact', key: name, people: Number(people) }]))
}
