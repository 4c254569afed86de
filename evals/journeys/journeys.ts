import type { EvalGroup } from '../group.ts'
import { evalEffects } from './effects.ts'
import { evalMining } from './mining.ts'

/** What is mined from real journeys and what moves their outcomes, held against established tools and exact solutions. */
export const journeys: EvalGroup = {
  name: 'journeys',
  needs: 'journeys',
  run: async (data) => [...(await evalMining(data)), ...(await evalEffects(data))],
}
