import { HALF_LIVES, ms } from '@percorso/contract'
import type { EngagementRuleOf, ScoreModel, Scored, SegmentRule, StageOf } from '@percorso/contract'
import { engagementOf, gradeOf, scoreFit, steadyUntil } from '@percorso/maths'
import type { Engagement, EngagementModel } from '@percorso/maths'
import type { Answer } from './answer.ts'
import type { At } from './calendar.ts'
import { compileRule } from './compile-rule.ts'
import type { CompiledRule, Person, RuleContext } from './compile-rule.ts'
import { placeAfter } from './readings.ts'
import { streamKey } from './streams.ts'
import type { Need, Stream } from './streams.ts'

const DAY_MS = 86_400_000

/** A score model made ready for many people. */
export type CompiledModel = {
  needs: Need[]
  who: CompiledRule | undefined
  /** The rules of its fit conditions, and of its stages where they go by one; in the order of the model. */
  fit: CompiledRule[]
  stages: (CompiledRule | undefined)[]
  /**
   * All that somebody's engagement follows from, as of a moment: facts that are older than {@link HALF_LIVES} half-lives do not count. `oneMore`: as if
   * one more fact of that rule happened now.
   */
  engagementOf(person: Person, at: At, oneMore?: number): Engagement
  /**
   * `before` is the stage at which somebody was: they leave it later than they entered it. Without `scored` the model does not score this person. `next`:
   * until then (ms) nothing of it turns by itself.
   */
  ask(person: Person, at: At, before: string | undefined): { scored: Scored | undefined; next: number }
}

/** Makes a model of docs/scores.md ready. Throws for an expression that cannot be read. */
export function compileModel(model: ScoreModel, context: RuleContext): CompiledModel {
  const compiled = (rule: SegmentRule) => compileRule(rule.where, context)
  const who = model.who && compiled(model.who)
  const fit = model.fit.map(({ rule }) => compiled(rule))
  const stages = model.stages.map(({ rule }) => rule && compiled(rule))
  const rules = [...(who ? [who] : []), ...fit, ...stages.filter((stage) => stage !== undefined)]
  const needs = [...rules.flatMap((rule) => rule.needs), ...model.engagement.rules.map(needOf)]
  const keys = model.engagement.rules.map(({ facts }) => streamKey({ match: facts, kind: 'time' }))
  const engaging: EngagementModel = { target: model.engagement.target, rules: model.engagement.rules.map(toRule) }
  const engagementNow = (person: Person, { now }: At, oneMore?: number) =>
    engagementOf(
      engaging,
      keys.map((key, place) => {
        const times = timesAfter(person, key, now - horizonOf(model.engagement.rules[place]!))
        return place === oneMore ? [...times, now] : times
      }),
    )
  return {
    needs,
    who,
    fit,
    stages,
    engagementOf: engagementNow,
    ask(person, at, before) {
      const asked = who?.ask(person, at)
      if (asked && !asked.holds) return { scored: undefined, next: asked.next }
      const fits = fit.map((rule) => rule.ask(person, at))
      const reached = stages.map((stage) => stage?.ask(person, at))
      const engagement = engagementNow(person, at)
      const { score: engaged, until } = steadyUntil(engagement, at.now)
      const fitScore = scoreFit(model.fit.map(({ points }, place) => ({ points, holds: fits[place]!.holds })))
      const rounded = { fit: Math.round(fitScore.score), engagement: engaged }
      const score = combined(model, rounded.fit, rounded.engagement)
      const stage = stageAt(model.stages, reached, { score, before })
      const forgotten = engagement.counted.map(({ times }, place) => (times[0] ?? Infinity) + horizonOf(model.engagement.rules[place]!))
      const answers = [asked, ...fits, ...reached].map((answer) => answer?.next ?? Infinity)
      return {
        scored: { score, ...rounded, grade: gradeOf(rounded, model.grades), stage },
        next: Math.min(until, ...forgotten, ...answers),
      }
    },
  }
}

type Standing = { score: number; before: string | undefined }

/** The last stage that somebody is in. A stage that they have reached by score is left at a lower one than it was entered at. */
function stageAt(stages: StageOf[], reached: (Answer | undefined)[], { score, before }: Standing): string | null {
  const current = stages.findIndex(({ name }) => name === before)
  const isIn = ({ up, down }: StageOf, place: number) => place === 0 || (reached[place]?.holds ?? score >= (place <= current ? down! : up!))
  return stages.findLast(isIn)?.name ?? null
}

/** The score of a fit and an engagement, all from 0 to 100. */
export function combined({ fitShare }: ScoreModel, fit: number, engagement: number): number {
  return Math.round((fitShare * fit + (100 - fitShare) * engagement) / 100)
}

/** How long a fact counts, in ms. */
function horizonOf({ halfLifeDays }: EngagementRuleOf): number {
  return halfLifeDays === undefined ? Infinity : HALF_LIVES * halfLifeDays * DAY_MS
}

function timesAfter(person: Person, key: string, moment: number): number[] {
  const events = person.facts(key)?.events ?? []
  const times: number[] = []
  for (let place = placeAfter(events, moment); place < events.length; place += 1) times.push(events[place]!.time)
  return times
}

function toRule({ points, halfLifeDays, cap, coolDown }: EngagementRuleOf): EngagementModel['rules'][number] {
  return { points, halfLifeDays, cap, coolDownMs: coolDown && ms(coolDown) }
}

function needOf(rule: EngagementRuleOf): Need {
  const stream: Stream = { match: rule.facts, kind: 'time' }
  return { stream, keep: rule.halfLifeDays === undefined ? {} : { within: horizonOf(rule) } }
}
