import type { EvalGroup } from '../figure.ts'
import { importFigures } from '../import-figures.ts'
import { withLivingSystem } from '../living-system.ts'

/** A marketplace: 8,135 orders of 8,016 people, with payments and reviews. */
export const olist: EvalGroup = {
  name: 'olist',
  needs: 'olist',
  run: ({ data }) => withLivingSystem((system) => importFigures(system, { folder: 'olist', data, profiles: 8_016 })),
}
