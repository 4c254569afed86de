const LETTERS = ['A', 'B', 'C', 'D'] as const
const NUMBERS = [1, 2, 3, 4] as const

/** A letter for fit and a number for engagement: A1 fits best and is most engaged, D4 neither. */
export type Grade = `${(typeof LETTERS)[number]}${(typeof NUMBERS)[number]}`

/** From which scores on: the first three letters, the first three numbers; descending. */
export type GradeThresholds = { fit: readonly [number, number, number]; engagement: readonly [number, number, number] }

export const quarters: GradeThresholds = { fit: [75, 50, 25], engagement: [75, 50, 25] }

/** The grade of two scores from 0 to 100. Goes by rounded scores, as people see them: who is shown a 75 has the grade of 75. */
export function gradeOf({ fit, engagement }: { fit: number; engagement: number }, thresholds: GradeThresholds = quarters): Grade {
  return `${LETTERS[placeOf(fit, thresholds.fit)]!}${NUMBERS[placeOf(engagement, thresholds.engagement)]!}`
}

function placeOf(score: number, thresholds: readonly number[]): number {
  const place = thresholds.findIndex((threshold) => Math.round(score) >= threshold)
  return place < 0 ? thresholds.length : place
}
