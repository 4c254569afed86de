import { aucOf, compareAucs } from './auc.ts'
import type { Auc, AucDifference } from './auc.ts'
import { conversionByBand } from './conversion.ts'
import type { Band } from './conversion.ts'
import { liftCurve } from './lift.ts'
import type { LiftPoint } from './lift.ts'

/** A lead as it was at the moment that is tested: its score, when it was last heard of (ms), and whether it converted afterwards. */
export type TestedLead = { score: number; lastSeen: number; converted: boolean }

export type BackTest = {
  leads: number
  conversions: number
  /** Undefined with fewer than two conversions, or fewer than two leads that did not convert. `p` says how it compares with chance. */
  auc: Auc | undefined
  /** What “call whoever was here last” would have reached. */
  recency: Auc | undefined
  againstRecency: AucDifference | undefined
  lift: LiftPoint[]
  bands: Band[]
}

/** Whether scores told who would convert: against chance, against recency alone, by share of leads and by band of scores. */
export function backTest(leads: readonly TestedLead[], bandStarts: readonly number[] = [0, 25, 50, 75]): BackTest {
  const scores = leads.map(({ score }) => score)
  const lastSeen = leads.map((lead) => lead.lastSeen)
  const converted = leads.map((lead) => lead.converted)
  return {
    leads: leads.length,
    conversions: converted.filter(Boolean).length,
    auc: aucOf(scores, converted),
    recency: aucOf(lastSeen, converted),
    againstRecency: compareAucs([scores, lastSeen], converted),
    lift: liftCurve(scores, converted),
    bands: conversionByBand(scores, converted, bandStarts),
  }
}
