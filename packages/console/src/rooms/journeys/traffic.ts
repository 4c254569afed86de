import type { JourneyTraffic } from '@percorso/contract'

/** So many dots at most are on their way in the busiest part of the period. */
const DOTS_MAX = 160
const [SMALL, LARGE] = [3.5, 14]

type Edge = JourneyTraffic['items'][number]
/** A dot on its way along a line (from 0 to 1), or in the middle of it. */
export type Dot = { edge: Edge; along: number; size: number; key: string }

/** How many passages a dot stands for (`each`), so that there is room for all of them, and the most that any line has at once. */
export type Scale = { each: number; most: number }

export function scaleOf({ items }: JourneyTraffic): Scale {
  const frames = (items[0]?.counts ?? []).map((_, frame) => items.map(({ counts }) => counts[frame]!))
  const busiest = Math.max(0, ...frames.map(sum))
  return { each: Math.max(1, Math.ceil(busiest / DOTS_MAX)), most: Math.max(1, ...frames.map((counts) => Math.max(...counts))) }
}

/** The dots of a moment: `frame` says which part of the period it is in, its fraction how much of that has passed. */
export function dotsAt({ items }: JourneyTraffic, { frame, scale, still }: { frame: number; scale: Scale; still: boolean }): Dot[] {
  const part = Math.floor(frame)
  return items.flatMap((edge): Dot[] => {
    const count = edge.counts[part] ?? 0
    const name = JSON.stringify([edge.from, edge.to])
    if (count === 0) return []
    if (still) return [{ edge, along: 0.5, size: SMALL + (LARGE - SMALL) * Math.sqrt(count / scale.most), key: name }]
    const dots = Math.max(1, Math.round(count / scale.each))
    // One after another, all of them within this part.
    return Array.from({ length: dots }, (_, dot) => ({
      edge,
      along: (frame - part + dot / dots) % 1,
      size: SMALL,
      key: `${name} ${dot}`,
    }))
  })
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
