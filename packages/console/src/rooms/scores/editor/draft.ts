import type { Duration, FactMatch, ScoreModel, SegmentWhere, StageOf } from '@percorso/contract'
import { isFinished } from '../../segments/builder/draft.ts'

// A score model while it is being written. What is not finished yet stands in it too: an empty text, a number that is NaN, a rule that is not there.

export type FitDraft = { id: string; label: string; points: number; where: SegmentWhere | undefined }
export type RuleDraft = {
  id: string
  label: string
  points: number
  facts: FactMatch
  halfLifeDays?: number | undefined
  cap?: number | undefined
  coolDown?: Duration | undefined
}
export type StageDraft = {
  id: string
  name: string
  by: 'score' | 'rule'
  up: number
  down: number
  where?: SegmentWhere | undefined
}
export type Thresholds = [number, number, number]
export type Draft = {
  name: string
  key: string
  description: string
  /** Who is scored: everybody, or those of whom a rule is true. */
  who: 'everybody' | 'rule'
  whoWhere?: SegmentWhere | undefined
  fit: FitDraft[]
  target: number
  rules: RuleDraft[]
  fitShare: number
  grades: { fit: Thresholds; engagement: Thresholds }
  stages: StageDraft[]
}

export const newId = () => crypto.randomUUID()

type Named = Pick<Draft, 'name' | 'key' | 'description'>

/** A model as a draft. */
export function fromModel(named: Named, model: ScoreModel): Draft {
  const { who, fit, engagement, fitShare, grades, stages } = model
  return {
    ...named,
    who: who ? 'rule' : 'everybody',
    whoWhere: who?.where,
    fit: fit.map(({ rule, ...rest }) => ({ id: newId(), ...rest, where: rule.where })),
    target: engagement.target,
    rules: engagement.rules.map((rule) => ({ id: newId(), ...rule })),
    fitShare,
    grades: { fit: [...grades.fit], engagement: [...grades.engagement] },
    stages: stages.map(stageDraft),
  }
}

export function stageDraft({ name, up = Number.NaN, down = Number.NaN, rule }: StageOf): StageDraft {
  return { id: newId(), name, by: rule ? 'rule' : 'score', up, down, where: rule?.where }
}

/** The conditions and rules that are finished, and so count, in the order of the model that is made of them. */
export function counted({ fit, rules }: Draft): { fit: FitDraft[]; rules: RuleDraft[] } {
  return {
    fit: fit.filter(({ label, points, where }) => label.trim() !== '' && Number.isFinite(points) && where !== undefined),
    rules: rules.filter((rule) => rule.label.trim() !== '' && isFinished(stripped(rule))),
  }
}

/** What is finished, as a model; undefined if that is nothing yet. */
export function toModel(draft: Draft): ScoreModel | undefined {
  const { fit, rules } = counted(draft)
  const { who, whoWhere, target, fitShare, grades, stages } = draft
  if (fit.length + rules.length === 0 || !isFinished({ target, fitShare, grades })) return undefined
  return {
    version: 1,
    ...(who === 'rule' && whoWhere && { who: ruleOf(whoWhere) }),
    fit: fit.map(({ label, points, where }) => ({ label: label.trim(), points, rule: ruleOf(where!) })),
    engagement: { target, rules: rules.map(stripped) },
    fitShare,
    grades,
    stages: stages.flatMap((stage, place) => stageOf(stage, place) ?? []),
  }
}

function stripped({ id: _, halfLifeDays, cap, coolDown, ...rule }: RuleDraft): ScoreModel['engagement']['rules'][number] {
  return {
    ...rule,
    label: rule.label.trim(),
    ...(halfLifeDays !== undefined && { halfLifeDays }),
    ...(cap !== undefined && { cap }),
    ...(coolDown && { coolDown }),
  }
}

function stageOf({ name: said, by, up, down, where }: StageDraft, place: number): ScoreModel['stages'][number] | undefined {
  const name = said.trim()
  if (name === '') return undefined
  if (place === 0) return { name }
  if (by === 'rule') return where && { name, rule: ruleOf(where) }
  return Number.isFinite(up) && Number.isFinite(down) ? { name, up, down } : undefined
}

function ruleOf(where: SegmentWhere) {
  return { version: 1 as const, where }
}

/** A key made of a name: what a rule can write without quotes. */
export function keyOf(name: string): string {
  const plain = name.toLowerCase().replaceAll('ł', 'l').normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return plain
    .replaceAll(/[^a-z0-9]+/gu, '_')
    .replaceAll(/^[_0-9]+|_+$/gu, '')
    .slice(0, 40)
}

/** A draft as text, and back: a number that is not there is null in JSON, and nothing else of a draft is. */
export function readDraft(text: string): Draft {
  return JSON.parse(text, (_key, value: unknown) => (value === null ? Number.NaN : value)) as Draft
}
