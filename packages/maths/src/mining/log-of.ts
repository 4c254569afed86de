import { orderLog } from './ordered-log.ts'
import type { OrderedLog } from './ordered-log.ts'

export const MINUTE_MS = 60_000

/** For tests: a log of one case a word, one activity a letter, one minute from each to the next. */
export function logOf(words: readonly string[]): OrderedLog {
  return orderLog(words.flatMap((word, c) => word.split('').map((activity, k) => ({ case: `${c}`, activity, time: k * MINUTE_MS }))))
}

/** For tests: log L1 of W. M. P. van der Aalst, “Process Mining: Data Science in Action”, 2nd edition, Springer 2016. */
export function textbookLog(): OrderedLog {
  return logOf(['abcd', 'abcd', 'abcd', 'acbd', 'acbd', 'aed'])
}
