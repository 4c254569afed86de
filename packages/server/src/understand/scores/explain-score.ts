import { scoreTraits } from '@percorso/contract'
import type { ScoreExplanation, ScoreModel } from '@percorso/contract'
import { roundedScore, scoreEngagement, scoreFit } from '@percorso/maths'
import { loadPerson, readyDefinition, recallPerson, selectFactsOf } from '../following/index.ts'
import type { Asking, Followed } from '../following/index.ts'
import { OWN_FACTS, combined, momentIn } from '../rules/index.ts'
import type { At, CompiledModel, Person } from '../rules/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { theModel } from './define-model.ts'

const DAY_MS = 86_400_000
const RAISES = 5

type Wish = { modelId: number; profileId: string; days: number }
/** A model and somebody it is asked about, at a moment. */
type Question = { model: ScoreModel; compiled: CompiledModel; person: Person; at: At; before: string | undefined }

/** Where somebody's score comes from, what it was, and what would raise it. */
export async function explainScore(
  { warehouse, request, follower }: Asking,
  { modelId, profileId, days }: Wish,
): Promise<ScoreExplanation> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId, warehouse }
    const { key, model } = await theModel(scope, modelId)
    const ruleset = await follower.rulesetOf(scope)
    const ready = readyDefinition({ kind: 'model', id: modelId, key, what: model }, ruleset.timeZone)
    const followed = await loadPerson(scope, ruleset, profileId)
    const person = await recallPerson(scope, followed, { ...ready, ruleset })
    const at = momentIn(ruleset.timeZone, follower.clock.now())
    const before = followed.computed[scoreTraits(key).stage] as string | undefined
    const question = { model, compiled: ready.model, person, at, before }
    return { ...explain(question), history: historyOf(question, days), moves: await movesOf(warehouse, { workspaceId, modelId, followed }) }
  })
}

function explain(question: Question): Omit<ScoreExplanation, 'history' | 'moves'> {
  const { model, compiled, person, at, before } = question
  const { scored = null, next } = compiled.ask(person, at, before)
  const [fit, engagement] = [explainFit(question), explainEngagement(question)]
  return {
    scored,
    who: compiled.who?.explain(person, at) ?? null,
    fit,
    engagement,
    stages: model.stages.map(({ name, up = null, down = null }, place) => {
      return { name, isIn: scored?.stage === name, up, down, why: compiled.stages[place]?.explain(person, at) ?? null }
    }),
    turnsAt: next === Infinity ? null : new Date(next).toISOString(),
    raise: raisesOf(question, { fit, engagement }),
  }
}

function explainFit({ model, compiled, person, at }: Question): ScoreExplanation['fit'] {
  const whys = compiled.fit.map((rule) => rule.explain(person, at))
  const { points, best, conditions } = scoreFit(
    model.fit.map((condition, place) => ({ points: condition.points, holds: whys[place]!.holds })),
  )
  const parts = model.fit.map(({ label, points: worth }, place) => ({ label, worth, ...conditions[place]!, why: whys[place]! }))
  return { points, best, parts }
}

function explainEngagement({ model, compiled, person, at }: Question): ScoreExplanation['engagement'] {
  const { points, score, rules } = scoreEngagement(compiled.engagementOf(person, at), at.now)
  const parts = rules.map(({ events, last, ...rule }, place) => ({
    label: model.engagement.rules[place]!.label,
    ...rule,
    facts: events,
    last: last === undefined ? null : new Date(last).toISOString(),
    oneMore: scoreEngagement(compiled.engagementOf(person, at, place), at.now).score - score,
  }))
  return { points, target: model.engagement.target, parts }
}

function raisesOf({ model, compiled, person, at, before }: Question, parts: Pick<ScoreExplanation, 'fit' | 'engagement'>) {
  const { scored } = compiled.ask(person, at, before)
  if (!scored) return []
  const { score: fit } = scoreFit(
    compiled.fit.map((rule, place) => ({ points: model.fit[place]!.points, holds: rule.ask(person, at).holds })),
  )
  const byFit = parts.fit.parts.map(({ label, wouldChange }) => ({ part: 'fit' as const, label, score: combined(model, Math.round(fit + wouldChange), scored.engagement) })) // prettier-ignore
  const byEngagement = parts.engagement.parts.map(({ label }, place) => ({ part: 'engagement' as const, label, score: combined(model, scored.fit, roundedScore(compiled.engagementOf(person, at, place), at.now)) })) // prettier-ignore
  return [...byFit, ...byEngagement]
    .filter(({ score }) => score > scored.score)
    .sort((a, b) => b.score - a.score)
    .slice(0, RAISES)
}

/** Engagement as it was at the end of each day, from the facts up to then; fit as it is now. */
function historyOf({ model, compiled, person, at }: Question, days: number): ScoreExplanation['history'] {
  const fit = Math.round(scoreFit(compiled.fit.map((rule, place) => ({ points: model.fit[place]!.points, holds: rule.ask(person, at).holds }))).score) // prettier-ignore
  return Array.from({ length: days + 1 }, (_, day) => {
    const now = at.now - (days - day) * DAY_MS
    const engagement = roundedScore(compiled.engagementOf(upTo(person, now), { ...at, now }), now)
    return { at: new Date(now).toISOString(), engagement, score: combined(model, fit, engagement) }
  })
}

/** Somebody without the facts after a moment. Their counts and sums stay: engagement asks for times alone. */
function upTo({ state, facts }: Person, moment: number): Person {
  return {
    state,
    facts(key) {
      const stream = facts(key)
      return stream && { ...stream, events: stream.events.filter(({ time }) => time <= moment) }
    },
  }
}

type Mover = { workspaceId: number; modelId: number; followed: Followed }

/** From stage to stage, the latest first. */
async function movesOf(warehouse: Warehouse, { workspaceId, modelId, followed }: Mover): Promise<ScoreExplanation['moves']> {
  const identifierIds = [...followed.memories.keys()]
  const facts = await selectFactsOf(warehouse, { workspaceId, identifierIds, names: [OWN_FACTS.stage] })
  return facts.toReversed().flatMap(({ time, properties }) => {
    const told = JSON.parse(properties) as { modelId?: number; from?: string | null; to?: string }
    return told.modelId === modelId && told.to !== undefined
      ? { at: new Date(time).toISOString(), from: told.from ?? null, to: told.to }
      : []
  })
}
