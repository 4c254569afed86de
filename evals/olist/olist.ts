import type { EvalGroup } from '../group.ts'
import { importFigures } from '../import-figures.ts'

/** A marketplace: 8,135 orders of 8,016 people, with payments and reviews. */
export const olist: EvalGroup = {
  name: 'olist',
  needs: 'olist',
  run: (data) => importFigures({ folder: 'olist', data, profiles: 8_016 }),
}
