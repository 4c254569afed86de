import { isEnd, isStart, momentOf, stepOf, timeOf } from '../journeys/index.ts'
import type { Log } from '../journeys/index.ts'

const DAY_MS = 86_400_000

/**
 * A question in numbers of the log. `reached` and `outcome` are the number of a step (0 for one that nobody met), or undefined where facts are marked
 * instead; `worth` is the least sum that counts as an outcome. What happens at or after `end_ms` is not known yet.
 */
export type Asked = {
  reached: number | 'marked' | 'first step'
  outcome: number | 'marked'
  worth: number | undefined
  stopped: boolean
  candidates: number[]
  landmarkDays: number
  horizonDays: number
  end_ms: number
}

/** What became of a person: compared with others, or left out. */
export const STATES = { compared: 0, notReached: 1, tooSoon: 2, early: 3 } as const

/**
 * One row a person: `state`; and of those who are compared whether they had the outcome (`yes`), the candidates they met between stage and landmark
 * (`met`), and what was known when the stage was reached: facts and distinct steps before it (`facts_before`, `steps_before`), days since the first
 * (`days_before`), whether they had had the outcome (`had_before`), the month (`month`), and the step that was their first (`first_step`, 0 for none).
 */
export function livedSql(log: Log, asked: Asked): string {
  const { landmarkDays, horizonDays, end_ms } = asked
  // Facts of a person by their place in the order: the stage at `at`, the landmark before `lm`, the end of the horizon before `hz`.
  const beyond = (moment: string) => `if(t[-1] < ${moment}, length(t) + 1, arrayFirstIndex(x -> x >= ${moment}, t))`
  const placed = `select *, t[at] + ${landmarkDays * DAY_MS} as landmark, landmark + ${horizonDays * DAY_MS} as over,
      ${beyond('landmark')} as lm, ${beyond('over')} as hz from (${reachedSql(log, asked)})`
  const before = 'arrayFilter(x -> x > 0, arraySlice(s, 1, at - 1))'
  return `select person, ${outcomeSql(asked)},
      multiIf(at = 0, ${STATES.notReached}, over > ${momentOf(end_ms)}, ${STATES.tooSoon}, is_early, ${STATES.early}, ${STATES.compared}) as state,
      arrayFilter(x -> x in (${[0, ...asked.candidates].join(', ')}) and x > 0, arrayDistinct(arraySlice(s, at, lm - at))) as met,
      length(${before}) as facts_before, length(arrayDistinct(${before})) as steps_before, ${before}[1] as first_step,
      if(at = 0, 0, (t[at] - t[1]) / ${DAY_MS}) as days_before,
      if(at = 0, 0, toMonth(fromUnixTimestamp64Milli(toInt64(t[at] - ${momentOf(0)}), 'UTC'))) as month
    from (${placed})`
}

/** Each person's facts in order, and the place of the one that reached the stage: 0 if none did. */
function reachedSql({ facts }: Log, { reached, worth }: Asked): string {
  const isReached = reached === 'marked' ? isStart('x') : reached === 'first step' ? `${stepOf('x')} > 0` : `${stepOf('x')} = ${reached}`
  const people =
    worth === undefined
      ? facts(['groupArray(k) as ks'], ['arraySort(groupArrayArray(ks)) as k'])
      : facts(
          ['groupArray(k) as ks', `groupArrayIf((k, amount), ${isEnd('k')}) as ws`],
          ['arraySort(groupArrayArray(ks)) as k', 'groupArrayArray(ws) as w'],
        )
  return `select *, arrayMap(x -> ${stepOf('x')}, k) as s, arrayMap(x -> ${timeOf('x')}, k) as t, arrayFirstIndex(x -> ${isReached}, k) as at
    from (${people})`
}

/** Whether they had the outcome before the stage, between it and the landmark, and within the horizon. */
function outcomeSql({ outcome, worth, stopped }: Asked): string {
  if (worth !== undefined) {
    const sum = (when: string) => `arraySum(p -> if(${when}, p.2, 0), w) >= ${worth}`
    const time = timeOf('p.1')
    return `toUInt8(${sum('p.1 < k[at]')}) as had_before, 0 as is_early, toUInt8(${sum(`${time} >= landmark and ${time} < over`)}) as yes`
  }
  const isOutcome = outcome === 'marked' ? isEnd('x') : `${stepOf('x')} = ${outcome}`
  const any = (when: string) => `arrayExists(i -> ${when}, places)`
  const yes = `${stopped ? 'not ' : ''}${any('i >= lm and i < hz')}`
  return `arrayFilter((i, x) -> ${isOutcome}, arrayEnumerate(k), k) as places,
      toUInt8(${any('i < at')}) as had_before, ${any('i > at and i < lm')} as is_early, toUInt8(${yes}) as yes`
}
