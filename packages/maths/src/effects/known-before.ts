import { inverseOf } from '../algebra/inverse.ts'
import { dot } from './dot.ts'

/**
 * What was known of some people before the landmark, made ready for many regressions: of each column those values that belong to these people, in
 * their order, centred and scaled to a spread of 1. What does not vary among them, or follows from the columns before it, tells nothing and is left
 * out.
 */
export function prepareKnown(columns: readonly ArrayLike<number>[], people: Uint32Array): Float64Array[] {
  return independent(columns.flatMap((column) => standardise(Float64Array.from(people, (person) => column[person]!)) ?? []))
}

/** Undefined if it does not vary. */
function standardise(column: Float64Array): Float64Array | undefined {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length)
  // What rounding makes of equal values is not a spread.
  return spread > 1e-12 * Math.abs(mean) ? column.map((value) => (value - mean) / spread) : undefined
}

/** Those of the columns that are no sum of multiples of the ones before. The lower triangle of the products is all that is looked at. */
function independent(columns: Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = []
  const products: number[][] = []
  for (const column of columns) {
    const row = [...kept, column].map((other) => dot(other, column))
    if (!inverseOf([...products, row])) continue
    kept.push(column)
    products.push(row)
  }
  return kept
}
