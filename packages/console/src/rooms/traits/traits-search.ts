import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

export const exampleNames = ['lifetimeValue', 'favouriteCategory', 'daysSinceOrder', 'usualHour', 'ordersInYear'] as const
export type ExampleName = (typeof exampleNames)[number]

export type TraitsSearch = {
  q?: string | undefined
  /** The one that is open. */
  trait?: number | undefined
  /** A new one is being made, from an example or from nothing. */
  fresh?: ExampleName | 'empty' | undefined
}

export function readTraitsSearch(search: Record<string, unknown>): TraitsSearch {
  return { q: textIn(search['q']), trait: wholeNumber(search['trait']), fresh: oneOf(['empty', ...exampleNames], search['fresh']) }
}
