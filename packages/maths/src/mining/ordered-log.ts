import { bucket } from './buckets.ts'

/** What happened, as it arrived, in columns: row i is of case `caseOf[i]`, and so on. Indices point into the lists of names. */
export type LogColumns = {
  activities: readonly string[]
  cases: readonly string[]
  caseOf: ArrayLike<number>
  activityOf: ArrayLike<number>
  /** ms since 1970. */
  timeOf: ArrayLike<number>
  /** Whose each case is, people numbered from 0. Left out, each case is a person of its own. */
  personOf?: ArrayLike<number>
}

/** One thing that happened. `time` is in ms since 1970; a case without a person is a person of its own. */
export type LogRow = { case: string; activity: string; time: number; person?: string }

/**
 * What happened, case by case, each case in the order of time, ties in the order of arrival. All that is mined comes from one such log, so that all
 * numbers agree. The events of case c are those from `starts[c]` up to, not with, `starts[c + 1]`.
 */
export type OrderedLog = {
  activities: readonly string[]
  cases: readonly string[]
  people: number
  personOf: Uint32Array
  starts: Uint32Array
  caseOf: Uint32Array
  activityOf: Uint32Array
  timeOf: Float64Array
}

/** Orders a log. Throws a RangeError for an index without a name, a time that is no number, or a case without events. */
export function orderColumns(columns: LogColumns): OrderedLog {
  const { activities, cases } = columns
  checkColumns(columns)
  const { starts, members } = bucket(Uint32Array.from(columns.caseOf), cases.length)
  for (let c = 0; c < cases.length; c += 1) {
    if (starts[c] === starts[c + 1]) throw new RangeError(`case ${cases[c]} has no events`)
    sortByTime(members, columns.timeOf, [starts[c]!, starts[c + 1]!])
  }
  const personOf = columns.personOf ? Uint32Array.from(columns.personOf) : Uint32Array.from(cases.keys())
  const caseOf = new Uint32Array(members.length)
  for (let c = 0; c < cases.length; c += 1) caseOf.fill(c, starts[c], starts[c + 1])
  const [activityOf, timeOf] = [new Uint32Array(members.length), new Float64Array(members.length)]
  for (let event = 0; event < members.length; event += 1) {
    activityOf[event] = columns.activityOf[members[event]!]!
    timeOf[event] = columns.timeOf[members[event]!]!
  }
  return { activities, cases, people: new Set(personOf).size, personOf, starts, caseOf, activityOf, timeOf }
}

/** Orders rows. Cases, activities and people are numbered as they first arrive; a case is of the person of its first row. */
export function orderLog(rows: Iterable<LogRow>): OrderedLog {
  const [cases, activities, people] = [numbering(), numbering(), numbering()]
  const [caseOf, activityOf, timeOf, personOf]: number[][] = [[], [], [], []]
  for (const row of rows) {
    const c = cases.numberOf(row.case)
    caseOf!.push(c)
    activityOf!.push(activities.numberOf(row.activity))
    timeOf!.push(row.time)
    if (c === personOf!.length) personOf!.push(people.numberOf(row.person === undefined ? `case ${row.case}` : `person ${row.person}`))
  }
  return orderColumns({
    activities: activities.names,
    cases: cases.names,
    caseOf: caseOf!,
    activityOf: activityOf!,
    timeOf: timeOf!,
    personOf: personOf!,
  })
}

function checkColumns({ activities, cases, caseOf, activityOf, timeOf, personOf }: LogColumns): void {
  if (activityOf.length !== caseOf.length || timeOf.length !== caseOf.length) throw new RangeError('the columns of a log are equally long')
  if (personOf && personOf.length !== cases.length) throw new RangeError('each case has a person, or none has')
  const stranger = Array.from(personOf ?? []).find((person) => cases[person] === undefined)
  if (stranger !== undefined)
    throw new RangeError(`people are numbered from 0, and there are no more than cases: ${stranger} is none of them`)
  for (let i = 0; i < caseOf.length; i += 1) {
    if (cases[caseOf[i]!] === undefined) throw new RangeError(`row ${i} is of a case that is not listed`)
    if (activities[activityOf[i]!] === undefined) throw new RangeError(`row ${i} is of an activity that is not listed`)
    if (!Number.isFinite(timeOf[i])) throw new RangeError(`row ${i} has no time`)
  }
}

/** Most cases arrive in order: those cost one look. */
function sortByTime(rows: Uint32Array, timeOf: ArrayLike<number>, [start, end]: [number, number]): void {
  let event = start + 1
  while (event < end && timeOf[rows[event - 1]!]! <= timeOf[rows[event]!]!) event += 1
  if (event < end) rows.subarray(start, end).sort((x, y) => timeOf[x]! - timeOf[y]! || x - y)
}

function numbering() {
  const numbers = new Map<string, number>()
  const names: string[] = []
  const numberOf = (name: string): number => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, names.length)
    return names.push(name) - 1
  }
  return { names, numberOf }
}
