import type { MapDocument, MapLane, MapStage, MapStep } from '@percorso/contract'

export type Placed<Thing> = Thing & { id: string }
export type Order = { stages: Placed<MapStage>[]; steps: Placed<MapStep>[]; lanes: Placed<MapLane>[] }

/** Everything in the order in which it is drawn: steps go by their stages. */
export function orderOf({ stages, steps, lanes }: MapDocument): Order {
  const inOrder = sorted(stages)
  const all = sorted(steps)
  return { stages: inOrder, steps: inOrder.flatMap(({ id }) => all.filter(({ stage }) => stage === id)), lanes: sorted(lanes) }
}

/** By place; of two at one place the lower id is the first. */
export function sorted<Thing extends { place: number }>(things: Record<string, Thing>): Placed<Thing>[] {
  return Object.entries(things)
    .map(([id, thing]) => ({ ...thing, id }))
    .sort((one, other) => one.place - other.place || (one.id < other.id ? -1 : 1))
}

/** A place right after (or before) one of a list, in which all are in order. Undefined: after the last. */
export function placeBeside(list: readonly { id: string; place: number }[], id: string | undefined, side: 'before' | 'after'): number {
  const index = id === undefined ? list.length - 1 : list.findIndex((each) => each.id === id)
  const [before, after] = side === 'after' ? [list[index], list[index + 1]] : [list[index - 1], list[index]]
  if (before && after) return (before.place + after.place) / 2
  if (before) return before.place + 1
  return after ? after.place - 1 : 0
}
