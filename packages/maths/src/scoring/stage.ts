/**
 * A stage of a lead's life: entered with a score of `up` or more, left below `down`. With `down` under `up` a score that wavers around a threshold
 * does not move anybody to and fro. Of the first stage neither counts: whoever is nowhere else is there.
 */
export type Stage = { name: string; up: number; down: number }

/**
 * Where somebody is with this score who was at `current` (no stage, or one that is no more: the first). `stages` ascend, and no `down` is above its
 * `up`; then asking again with the same score changes nothing. Several stages may be passed at once, in either direction. Goes by the rounded score.
 */
export function stageAfter(stages: readonly [Stage, ...Stage[]], score: number, current?: string): string {
  const shown = Math.round(score)
  let place = Math.max(
    0,
    stages.findIndex(({ name }) => name === current),
  )
  while (place + 1 < stages.length && shown >= stages[place + 1]!.up) place += 1
  while (place > 0 && shown < stages[place]!.down) place -= 1
  return stages[place]!.name
}
