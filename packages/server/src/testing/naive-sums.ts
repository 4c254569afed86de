import { ms } from '@percorso/contract'
import type { EngagementRuleOf, ScoreModel, TraitFormula, TraitReading } from '@percorso/contract'
import { localDate } from './naive-calendar.ts'
import type { Moment } from './naive-calendar.ts'
import { createHistory, naiveHolds, propertyOf } from './naive-rule.ts'
import type { History, NaiveFact, NaivePerson } from './naive-rule.ts'

// The most literal reading of what docs say of computed traits and scores: everything is looked at each time.

/** What a formula comes to for somebody; undefined where there is nothing to tell. */
export function naiveTrait(formula: TraitFormula, person: NaivePerson, at: Moment): unknown {
  return read(formula, createHistory(person.facts, at))
}

function read(formula: TraitFormula, history: History): unknown {
  if ('number' in formula) return formula.number
  if (!('op' in formula)) return readFacts(formula, history)
  const [a, b] = formula.parts.map((part) => read(part, history) as number | undefined)
  if (a === undefined || b === undefined || (formula.op === 'divide' && b === 0)) return undefined
  return { add: a + b, subtract: a - b, multiply: a * b, divide: a / b }[formula.op]
}

function readFacts(reading: TraitReading, history: History): unknown {
  if ('count' in reading) return history.of(reading.count, reading.within).length
  if ('measure' in reading) return measure(reading, history)
  const edgeOf = (facts: NaiveFact[], edge: 'first' | 'last') => facts.at(edge === 'first' ? 0 : -1)
  if ('edge' in reading) {
    const fact = edgeOf(history.of(reading.of, reading.within), reading.edge)
    return fact && propertyOf(fact, reading.property)
  }
  if ('time' in reading) {
    const fact = edgeOf(history.of(reading.of), reading.time)
    return fact && new Date(fact.time).toISOString()
  }
  if ('since' in reading) {
    const fact = edgeOf(history.of(reading.of), reading.since)
    return fact && Math.max(0, Math.floor((history.at.now - fact.time) / ms({ n: 1, unit: reading.unit })))
  }
  if ('favourite' in reading) return commonest(history.of(reading.of, reading.within).map((fact) => propertyOf(fact, reading.favourite)))
  const { timeZone } = history.at
  const habit = (time: number) => (reading.usual === 'hour' ? hourOf(time, timeZone) : weekdayOf(time, timeZone))
  return commonest(history.of(reading.of, reading.within).map(({ time }) => habit(time)))
}

function hourOf(time: number, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(time))
}

function weekdayOf(time: number, timeZone: string): number {
  return ((new Date(`${localDate(time, timeZone)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}

/** Of values in the order of time, the one there is most often; of several, the latest. */
function commonest(values: unknown[]): unknown {
  const there = values.filter((value) => value !== undefined)
  const times = (value: unknown) => there.filter((other) => JSON.stringify(other) === JSON.stringify(value)).length
  const most = Math.max(...there.map(times))
  return there.findLast((value) => times(value) === most)
}

function measure(
  { measure: kind, property, of, within }: Extract<TraitReading, { measure: string }>,
  history: History,
): number | undefined {
  const values = history.of(of, within).map((fact) => propertyOf(fact, property))
  if (kind === 'distinct') return new Set(values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value))).size
  const numbers = values.filter((value) => typeof value === 'number')
  const sum = numbers.reduce((total, number) => total + Math.floor(number * 10_000 + 0.5), 0) / 10_000
  if (kind === 'sum') return sum
  if (numbers.length === 0) return undefined
  return { average: (sum * 10_000) / 10_000 / numbers.length, min: Math.min(...numbers), max: Math.max(...numbers) }[kind]
}

const DAY_MS = 86_400_000

/** What a model says of somebody, but for the stage, which depends on what it was. */
export function naiveScore(model: ScoreModel, person: NaivePerson, at: Moment) {
  const holds = (rule: { where: Parameters<typeof naiveHolds>[0] }) => naiveHolds(rule.where, person, at)
  if (model.who && !holds(model.who)) return undefined
  const best = model.fit.reduce((sum, { points }) => sum + (points > 0 ? points : 0), 0)
  const fitPoints = model.fit.reduce((sum, { points, rule }) => sum + (holds(rule) ? points : 0), 0)
  const fit = best === 0 ? 0 : Math.round((100 * Math.max(0, fitPoints)) / best)
  const { target, rules } = model.engagement
  const points = rules.reduce((sum, rule) => sum + worthOf(rule, createHistory(person.facts, at)), 0)
  const engagement = Math.round((100 * Math.min(target, Math.max(0, points))) / target)
  const score = Math.round((model.fitShare * fit + (100 - model.fitShare) * engagement) / 100)
  const place = (value: number, thresholds: readonly number[]) => thresholds.filter((threshold) => value < threshold).length
  const grade = `${'ABCD'[place(fit, model.grades.fit)]!}${place(engagement, model.grades.engagement) + 1}`
  return { score, fit, engagement, grade }
}

function worthOf({ points, facts, halfLifeDays, cap, coolDown }: EngagementRuleOf, history: History): number {
  const { now } = history.at
  const age = (time: number) => (now - time) / DAY_MS
  const counted = history.of(facts).filter(({ time }) => halfLifeDays === undefined || age(time) < 20 * halfLifeDays)
  const period = ({ time }: NaiveFact) => (coolDown ? Math.floor(time / ms(coolDown)) : time)
  const apart = coolDown ? counted.filter((fact, place) => counted.findIndex((other) => period(other) === period(fact)) === place) : counted
  const worth = ({ time }: NaiveFact) => (halfLifeDays === undefined || time >= now ? points : points * 0.5 ** (age(time) / halfLifeDays))
  const sum = apart.reduce((total, fact) => total + worth(fact), 0)
  return cap === undefined ? sum : Math.min(cap, Math.max(-cap, sum))
}
