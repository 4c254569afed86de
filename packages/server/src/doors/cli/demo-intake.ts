import type { SourceName, Told } from '@percorso/simulator'
import type { IntakeEntry } from '../../record/collect/index.ts'

const BODY_FACTS_MAX = 1_000

export type SampleSources = ReadonlyMap<SourceName, number>
type Arrival = { workspaceId: number; sources: SampleSources; receivedAt: number; origin: 'import' | 'live' }

/** Facts as their sources would have sent them: each source its own requests. */
export function packTold(told: Told[], { workspaceId, sources, receivedAt, origin }: Arrival): IntakeEntry[] {
  const bySource = Map.groupBy(told, ({ source }) => source)
  return [...bySource].flatMap(([source, ofSource]) =>
    slices(ofSource, BODY_FACTS_MAX).map((slice) => ({
      workspaceId,
      sourceId: sources.get(source)!,
      origin,
      call: undefined,
      receivedAt,
      ip: undefined,
      userAgent: undefined,
      facts: slice.length,
      body: Buffer.from(JSON.stringify({ batch: slice.map(({ fact }) => fact) })),
    })),
  )
}

export function slices<Item>(list: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))
}
