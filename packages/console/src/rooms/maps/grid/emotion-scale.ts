import { EMOTION_HEIGHT } from './sizes.ts'

export const EMOTION_MAX = 2
const MARGIN = 22

/** How far down a feeling stands in a lane of a height, and back. */
export function yOf(emotion: number, height = EMOTION_HEIGHT): number {
  return MARGIN + ((EMOTION_MAX - emotion) / (2 * EMOTION_MAX)) * (height - 2 * MARGIN)
}

export function emotionAt(y: number, height = EMOTION_HEIGHT): number {
  const exact = EMOTION_MAX - ((y - MARGIN) / (height - 2 * MARGIN)) * 2 * EMOTION_MAX
  return Math.min(EMOTION_MAX, Math.max(-EMOTION_MAX, Math.round(exact * 10) / 10))
}

/** For colours: told apart by the number beside them as well. */
export function feelsOf(emotion: number | null): 'good' | 'so-so' | 'bad' {
  if (emotion === null || emotion === 0) return 'so-so'
  return emotion > 0 ? 'good' : 'bad'
}

export type CurvePoint = { x: number; y: number }

/** One smooth line through all points that never swings beyond them: flat at each point, as a feeling stays until the next step. */
export function smoothPath(points: readonly CurvePoint[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1]
      if (!before) return `M${x},${y}`
      const middle = (before.x + x) / 2
      return `C${middle},${before.y} ${middle},${y} ${x},${y}`
    })
    .join(' ')
}
