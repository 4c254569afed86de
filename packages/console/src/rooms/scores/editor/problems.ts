import type { scoreLimits } from '@percorso/contract'
import type { Draft, FitDraft, RuleDraft, StageDraft, Thresholds } from './draft.ts'
import { isFinished } from '../../segments/builder/draft.ts'

// What keeps a draft from being a model, each at its place. The contract says the same with zod, which is too much for a browser to load.

const limits: typeof scoreLimits = { conditions: 30, rules: 30, stages: 12, points: 1000, halfLifeDays: 730 }
export { limits as scoreLimits }

export type ProblemCode = 'missing' | 'key' | 'points' | 'rule' | 'facts' | 'halfLife' | 'cap' | 'target' | 'coolDown' | 'falling' | 'percent' | 'down' | 'twice' | 'nothing' // prettier-ignore
/** By place: `name`, `fit.ID.points`, `stages.ID.up`. */
export type Problems = Record<string, ProblemCode>

export function problemsOf(draft: Draft): Problems {
  const { fit, rules, stages } = draft
  return {
    ...ofWhole(draft),
    ...Object.assign({}, ...fit.map(ofFit), ...rules.map(ofRule), ...stages.map((each, place) => ofStage(each, place, stages))),
  }
}

function ofWhole({ name, key, who, whoWhere, fit, rules, target, grades }: Draft): Problems {
  return found({
    name: name.trim() === '' && 'missing',
    key: !/^[A-Za-z]\w{0,59}$/u.test(key) && 'key',
    who: who === 'rule' && !whoWhere && 'rule',
    target: !(target > 0 && target <= 1_000_000) && 'target',
    parts: fit.length + rules.length === 0 && 'nothing',
    'grades.fit': !isFalling(grades.fit) && 'falling',
    'grades.engagement': !isFalling(grades.engagement) && 'falling',
  })
}

function ofFit({ id, label, points, where }: FitDraft): Problems {
  const at = `fit.${id}`
  return found({
    [`${at}.label`]: label.trim() === '' && 'missing',
    [`${at}.points`]: !arePoints(points) && 'points',
    [`${at}.rule`]: !where && 'rule',
  })
}

function ofRule({ id, label, points, facts, halfLifeDays, cap, coolDown }: RuleDraft): Problems {
  const at = `rules.${id}`
  return found({
    [`${at}.label`]: label.trim() === '' && 'missing',
    [`${at}.points`]: !arePoints(points) && 'points',
    [`${at}.facts`]: !isFinished(facts) && 'facts',
    ...(halfLifeDays !== undefined && { [`${at}.halfLifeDays`]: !isHalfLife(halfLifeDays) && 'halfLife' }),
    ...(cap !== undefined && { [`${at}.cap`]: !(cap > 0 && cap <= 100_000) && 'cap' }),
    ...(coolDown && { [`${at}.coolDown`]: !(Number.isInteger(coolDown.n) && coolDown.n >= 1) && 'coolDown' }),
  })
}

function ofStage({ id, name, by, up, down, where }: StageDraft, place: number, stages: StageDraft[]): Problems {
  const at = `stages.${id}`
  const isTwice = stages.some((other) => other.id !== id && other.name.trim() === name.trim())
  const byScore = place > 0 && by === 'score'
  return found({
    [`${at}.name`]: name.trim() === '' ? 'missing' : isTwice && 'twice',
    [`${at}.up`]: byScore && !isPercent(up) && 'percent',
    [`${at}.down`]: byScore && (isPercent(down) ? down > up && 'down' : 'percent'),
    [`${at}.rule`]: place > 0 && by === 'rule' && !where && 'rule',
  })
}

function found(checks: Record<string, ProblemCode | false | undefined>): Problems {
  return Object.fromEntries(Object.entries(checks).filter((each): each is [string, ProblemCode] => typeof each[1] === 'string'))
}

function arePoints(points: number): boolean {
  return Math.abs(points) <= limits.points
}

function isHalfLife(days: number): boolean {
  return days >= 0.01 && days <= limits.halfLifeDays
}

function isPercent(score: number): boolean {
  return Number.isInteger(score) && score >= 0 && score <= 100
}

function isFalling([a, b, c]: Thresholds): boolean {
  return [a, b, c].every(isPercent) && a > b && b > c
}
