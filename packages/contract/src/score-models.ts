import * as z from 'zod'
import { duration, factMatch, segmentRule } from './segment-rules.ts'

// Score models: how well somebody fits, how engaged they are, and how far they have come. docs/scores.md says what each part means.

/** What a model may be at most. */
export const scoreLimits = { conditions: 30, rules: 30, stages: 12, points: 1000, halfLifeDays: 730 } as const

/** Half-lives after which a fact counts for nothing: a millionth of its points is left. */
export const HALF_LIVES = 20

const label = z.string().trim().min(1).max(120)
const points = z.number().min(-scoreLimits.points).max(scoreLimits.points)
const stageScore = z.int().min(0).max(100)

/** Speaks for somebody, or against. */
export const fitCondition = z.strictObject({ label, points, rule: segmentRule })
export type FitConditionOf = z.infer<typeof fitCondition>

/** What each fact of a kind is worth, and how fast it fades. */
export const engagementRule = z.strictObject({
  label,
  points: points.describe('For each fact; below 0 it takes.'),
  facts: factMatch,
  halfLifeDays: z.number().min(0.01).max(scoreLimits.halfLifeDays).optional().describe('After so long a fact is worth half. Left out: it never fades.'),
  cap: z.number().positive().max(100_000).optional().describe('All its facts together give, or take, at most so much.'),
  coolDown: duration.optional().describe('Of several in a period of this length only the first counts.'),
}) // prettier-ignore
export type EngagementRuleOf = z.infer<typeof engagementRule>

/**
 * A stage of a lead's life. By score: entered at `up` or more, left below `down`. By rule: as long as it holds. The first stage has neither: whoever is
 * nowhere else is there. Somebody is at the last stage that they are in.
 */
export const stage = z
  .strictObject({ name: label, up: stageScore.optional(), down: stageScore.optional(), rule: segmentRule.optional() })
  .refine(({ up, down }) => (up === undefined) === (down === undefined), 'A stage by score has both up and down')
  .refine(({ up, rule }) => up === undefined || rule === undefined, 'A stage goes by score or by rule, not by both')
  .refine(({ up = 0, down = 0 }) => down <= up, 'down is no more than up')
export type StageOf = z.infer<typeof stage>

const thresholds = z.tuple([stageScore, stageScore, stageScore]).refine(([a, b, c]) => a > b && b > c, 'Thresholds fall: 75, 50, 25')

export const scoreModel = z
  .strictObject({
    version: z.literal(1),
    who: segmentRule.optional().describe('Who is scored at all. Left out: everybody.'),
    fit: z.array(fitCondition).max(scoreLimits.conditions),
    engagement: z.strictObject({
      target: z.number().positive().max(1_000_000).describe('So many points make 100.'),
      rules: z.array(engagementRule).max(scoreLimits.rules),
    }),
    fitShare: z.int().min(0).max(100).describe('How much of the score is fit, in percent; the rest is engagement.'),
    grades: z.strictObject({ fit: thresholds, engagement: thresholds }).default({ fit: [75, 50, 25], engagement: [75, 50, 25] }),
    stages: z
      .array(stage)
      .max(scoreLimits.stages)
      .refine((stages) => new Set(stages.map(({ name }) => name)).size === stages.length, 'Stages have different names')
      .refine(
        (stages) => stages.every(({ up, rule }, place) => (place === 0) === (up === undefined && rule === undefined)),
        'Every stage but the first says when it is reached',
      ) // prettier-ignore
      .default([]),
  })
  .refine(({ fit, engagement }) => fit.length + engagement.rules.length > 0, 'A model has at least one condition or rule')
export type ScoreModel = z.infer<typeof scoreModel>

/** The traits that a model gives, by its key: numbers from 0 to 100, a grade from A1 to D4, and the name of the stage. */
export function scoreTraits(key: string) {
  return { score: `${key}_score`, fit: `${key}_fit`, engagement: `${key}_engagement`, grade: `${key}_grade`, stage: `${key}_stage` }
}
