import type { LaneKind } from '@percorso/contract'

export type BlueprintLine = 'interaction' | 'visibility' | 'internal'

const order = ['customer', 'front', 'back', 'support'] as const satisfies LaneKind[]
const lines: BlueprintLine[] = ['interaction', 'visibility', 'internal']

/** Lanes of a service blueprint, with the touchpoints in them. */
export const blueprintLanes: ReadonlySet<LaneKind> = new Set([...order, 'touchpoints'])

/** Which lines of a blueprint run right above which lane (Shostack 1984): going down, each is crossed once. */
export function linesAbove(lanes: readonly { id: string; kind: LaneKind }[]): Record<string, BlueprintLine[]> {
  const above: Record<string, BlueprintLine[]> = {}
  let reached = -1
  for (const { id, kind } of lanes) {
    const rank = order.findIndex((each) => each === kind)
    if (rank === -1) continue
    if (reached !== -1 && rank > reached) above[id] = lines.slice(reached, rank)
    reached = Math.max(reached, rank)
  }
  return above
}
