import type { JourneyQuestion, JourneyTraffic } from '@percorso/contract'
import { readyJourneys } from './read-journeys.ts'
import type { Asking } from './read-journeys.ts'
import { selectTraffic } from './traffic-facts.ts'

type Wish = { question: JourneyQuestion & { from: string; to: string }; frames: number }

/** When people went from step to step: the passages of the graph, by parts of the period. */
export async function readTraffic(asking: Asking, { question, frames }: Wish): Promise<JourneyTraffic> {
  const { log, asked, stepAt } = await readyJourneys(asking, question)
  const [from, to] = [Date.parse(question.from), Date.parse(question.to)]
  const frame_ms = Math.max(1, Math.ceil((to - from) / frames))
  const rows = await selectTraffic(asking.warehouse, log, { from, frame: frame_ms, frames })
  const items = rows.map(({ a, b, frames: counted }) => {
    const counts = Array.from({ length: frames }, () => 0)
    for (const [frame, count] of counted) counts[frame] = count
    return { from: stepAt(a).step, to: stepAt(b).step, counts }
  })
  return { ...asked, frame_ms, items }
}
