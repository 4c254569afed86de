import type { MapDocument, MapStep } from '@percorso/contract'

/** Stages or lanes as they are drawn: by place, and where two have the same, by id. */
export function inOrder<Placed extends { place: number }>(all: Record<string, Placed>): [id: string, Placed][] {
  return Object.entries(all).sort(([idA, a], [idB, b]) => a.place - b.place || (idA < idB ? -1 : 1))
}

/** Steps as they are drawn: stage by stage. */
export function stepsInOrder({ stages, steps }: Pick<MapDocument, 'stages' | 'steps'>): [id: string, MapStep][] {
  const ordered = inOrder(steps)
  return inOrder(stages).flatMap(([stageId]) => ordered.filter(([, { stage }]) => stage === stageId))
}
