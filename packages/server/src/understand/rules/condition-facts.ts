import { ms } from '@percorso/contract'
import type { EdgeLeaf, FactLeaf, FactMatch, FactWindow, MeasureLeaf, RegularLeaf, TimeLeaf } from '@percorso/contract'
import { nextWeeks, weekStarts } from './calendar.ts'
import type { FactRows } from './fact-rows-facts.ts'
import { sequenceSql } from './sequence-facts.ts'
import { momentOf } from './test-value.ts'
import { comparedSql } from './value-facts.ts'

/** A condition on what somebody did, as SQL over all rows of one person: 1 or 0. */
export function conditionSql(leaf: FactLeaf, rows: FactRows): string {
  if ('count' in leaf) return comparedSql(`countIf(${meant(rows, leaf.count, leaf.within)})`, leaf, rows.params)
  if ('measure' in leaf) return measureSql(leaf, rows)
  if ('edge' in leaf) return edgeSql(leaf, rows)
  if ('time' in leaf) return timeSql(leaf, rows)
  if ('sequence' in leaf) return sequenceSql(leaf, rows)
  if ('stopped' in leaf) {
    const match = rows.match(leaf.stopped)
    return `countIf(${match}) > 0 and maxIf(t, ${match}) <= ${moment(rows, rows.at.now - ms(leaf.for))}`
  }
  return regularSql(leaf, rows)
}

function meant(rows: FactRows, match: FactMatch, within: FactWindow | undefined): string {
  return within ? `${rows.match(match)} and ${rows.window(within)}` : rows.match(match)
}

function measureSql(leaf: MeasureLeaf, rows: FactRows): string {
  const { measure, property, of, within } = leaf
  const facts = meant(rows, of, within)
  if (measure === 'distinct') return comparedSql(`uniqExactIf(${rows.scalar(property)}, ${facts})`, leaf, rows.params)
  const number = rows.number(property)
  const ones = `${facts} and isNotNull(${number})`
  const sum = `sumIf(${rows.tenThousandths(property)}, ${ones}) / 10000`
  if (measure === 'sum') return comparedSql(sum, leaf, rows.params)
  const found = measure === 'average' ? `${sum} / countIf(${ones})` : `${measure}If(assumeNotNull(${number}), ${ones})`
  return `countIf(${ones}) > 0 and ${comparedSql(found, leaf, rows.params)}`
}

/** Of no facts, argMin makes 0: false. */
function edgeSql({ edge, of, within, is }: EdgeLeaf, rows: FactRows): string {
  return `${edge === 'first' ? 'argMinIf' : 'argMaxIf'}(${rows.test(is)}, (t, ${rows.tie()}), ${meant(rows, of, within)})`
}

function timeSql(leaf: TimeLeaf, rows: FactRows): string {
  const match = rows.match(leaf.of)
  const { at } = rows
  const [compared, bound] =
    leaf.op === 'withinLast' ? ['>', at.now - ms(leaf.value)] : [leaf.op === 'before' ? '<' : '>', momentOf(leaf.value, at.timeZone)]
  return `countIf(${match}) > 0 and ${leaf.time === 'first' ? 'minIf' : 'maxIf'}(t, ${match}) ${compared} ${moment(rows, bound)}`
}

function regularSql({ regularly, weeks, atLeast }: RegularLeaf, rows: FactRows): string {
  const { at, params } = rows
  const week = rows.column(`toMonday(time, ${params.add(at.timeZone, 'String')})`)
  const from = moment(rows, weekStarts(at, weeks).at(-1)!)
  return `uniqExactIf(${week}, ${rows.match(regularly)} and t >= ${from} and t < ${moment(rows, nextWeeks(at, 1)[0]!)}) >= ${atLeast}`
}

function moment(rows: FactRows, time_ms: number): string {
  return rows.params.add(time_ms, 'Int64')
}
