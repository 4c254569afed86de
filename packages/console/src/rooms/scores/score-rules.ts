import type { SegmentWhere } from '@percorso/contract'

// Who has a grade, stage or score, as rules: a model's scores are traits that begin with its key (contract/src/score-models.ts).

export function ofGrade(key: string, grade: string): SegmentWhere {
  return { trait: `${key}_grade`, op: 'equals', value: grade }
}

export function ofStage(key: string, stage: string): SegmentWhere {
  return { trait: `${key}_stage`, op: 'equals', value: stage }
}

/** Ten points of scores; the last band has 100 in it too. */
export function ofBand(key: string, from: number): SegmentWhere {
  const trait = `${key}_score`
  const atLeast = { trait, op: 'atLeast', value: from } as const
  return from >= 90 ? atLeast : { all: [atLeast, { trait, op: 'lessThan', value: from + 10 }] }
}

/** Who of an account is engaged. */
export function engagedOf(key: string, accountId: string): SegmentWhere {
  return { all: [{ account: 'id', op: 'equals', value: accountId }, { trait: `${key}_engagement`, op: 'atLeast', value: 50 }] } // prettier-ignore
}
