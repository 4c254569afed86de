import type { Counted } from '@percorso/maths'
import type { LifeEvent } from './plain-orders.ts'

/** Of those who met a late delivery, and of the others, how many had the outcome. */
export type Risk = { exposed: Counted; others: Counted }
type Asked = { outcome: string; landmark_ms: number; horizon_ms: number }

/** From everybody's first delivery on: late until the landmark, the outcome in the horizon after it. Who had it in between is left out. */
export function countRisk(lives: Map<string, LifeEvent[]>, { outcome, landmark_ms, horizon_ms }: Asked): Risk {
  const risk: Risk = { exposed: { count: 0, n: 0 }, others: { count: 0, n: 0 } }
  for (const events of lives.values()) {
    const stage = events.find(({ name }) => name === 'Order Delivered')
    if (!stage) continue
    const landmark = stage.at + landmark_ms
    const after = events.filter(({ at }) => at >= stage.at)
    if (after.some(({ name, at }) => name === outcome && at < landmark)) continue
    const group = after.some(({ name, at }) => name === 'Late delivery' && at < landmark) ? risk.exposed : risk.others
    group.n += 1
    group.count += after.some(({ name, at }) => name === outcome && at >= landmark && at < landmark + horizon_ms) ? 1 : 0
  }
  return risk
}
