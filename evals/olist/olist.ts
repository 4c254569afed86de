import type { EvalGroup } from '../group.ts'
import { importFigures } from '../import-figures.ts'
import { lateDeliveryFigures } from './olist-moments.ts'

/** A marketplace: 8,135 orders of 8,016 people, with payments and reviews. */
export const olist: EvalGroup = {
  name: 'olist',
  needs: 'olist',
  run: async (data) => [...(await importFigures({ folder: 'olist', data, profiles: 8_016 })), ...(await lateDeliveryFigures(data))],
}
