import { ms } from '@percorso/contract'
import type { SequenceLeaf } from '@percorso/contract'
import type { FactRows } from './fact-rows-facts.ts'

const NEVER = '-9000000000000000' // before any time there can be
/** acc.1 to acc.3 are of fixed meaning; what comes after them are the starts: first those as they were before this time, then those of now. */
const FIXED = 3

/**
 * Walks through a person's facts in the order of time and keeps, for each step but the last, the latest start of any way that has come so far: if a way
 * from there is too long or barred, so is any that began earlier. Facts of one time must not follow each other, so that starts count only once time has
 * moved on; a fact of `without` ends the ways that began before it, also once time has moved on.
 *
 * What is carried along: 1 the time, 2 whether a fact of `without` is there at that time, 3 whether a whole way was found.
 */
export function sequenceSql(leaf: SequenceLeaf, rows: FactRows): string {
  const steps = leaf.sequence.map((match) => rows.match(match))
  const barred = leaf.without && rows.match(leaf.without)
  const bits = [...steps, ...(barred ? [barred] : [])].map((column, place) => `${column} * ${2 ** place}`).join(' + ')
  const within = leaf.within ? ` and ${rows.window(leaf.within)}` : ''
  const all = `arraySort(groupArrayIf((t, toUInt8(${bits})), (${bits}) > 0${within}))`
  return `tupleElement(arrayFold((acc, x) -> ${foldSql(steps.length, leaf)}, ${all}, ${beginning(steps.length)}), 3)`
}

function beginning(steps: number): string {
  const starts = Array.from({ length: 2 * (steps - 1) }, () => `toInt64(${NEVER})`)
  return `(toInt64(${NEVER}), toUInt8(0), toUInt8(0), ${starts.join(', ')})`
}

function foldSql(steps: number, leaf: SequenceLeaf): string {
  const kept = steps - 1
  const movedOn = 'x.1 > acc.1'
  const has = (place: number) => `bitTest(x.2, ${place})`
  const now = (step: number) => `acc.${FIXED + kept + step}`
  const survived = (step: number) => (leaf.without ? `if(acc.2 = 1 and ${now(step)} < acc.1, toInt64(${NEVER}), ${now(step)})` : now(step))
  const before = Array.from({ length: kept }, (_, index) => `if(${movedOn}, ${survived(index + 1)}, acc.${FIXED + index + 1})`)
  const current = (step: number) => `if(${movedOn}, ${survived(step)}, ${now(step)})`
  const starts = before.map((_, index) => {
    const begun = index === 0 ? 'x.1' : before[index - 1]!
    return `if(${has(index)}, greatest(${current(index + 1)}, ${begun}), ${current(index + 1)})`
  })
  const last = before.at(-1)!
  const inTime = leaf.in ? ` and x.1 - ${last} <= ${ms(leaf.in)}` : ''
  const found = `toUInt8(acc.3 = 1 or ${has(kept)} and ${last} > ${NEVER}${inTime})`
  const isBarred = leaf.without ? `toUInt8(${has(steps)} or acc.2 = 1 and not ${movedOn})` : 'toUInt8(0)'
  return `(x.1, ${isBarred}, ${found}, ${[...before, ...starts].join(', ')})`
}
