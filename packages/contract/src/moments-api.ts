import * as z from 'zod'
import { journeyMarker, journeyQuestion, journeyStep } from './journeys-api.ts'
import { cursor, limit, longLimit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { key } from './rules.ts'
import { factMatch, property } from './segment-rules.ts'

const step = journeyStep.shape.step
const marker = journeyMarker
const period = journeyQuestion.pick({ steps: true, from: true, to: true, segmentId: true, who: true }).shape
const days = z.int().min(1)

export const momentOutcome = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('did'), marker }).describe('Did it: bought, came back, signed up.'),
    z.strictObject({ kind: z.literal('stopped'), marker }).describe('Did not do it: stayed away. What goes with fewer of these is a strength.'),
    z
      .strictObject({ kind: z.literal('worth'), match: factMatch, property, atLeast: z.number() })
      .describe('The sum of a property of these facts comes to at least so much.'),
  ])
  .describe('What is counted within the horizon, which begins at the landmark.') // prettier-ignore
export type MomentOutcome = z.infer<typeof momentOutcome>

export const momentsQuestion = z.strictObject({
  ...period,
  reached: marker
    .optional()
    .describe('The stage: only people who reached it are looked at, from the first time on. Left out: from their first step on.'),
  outcome: momentOutcome,
  landmarkDays: days.max(365).default(30).describe('What is met within so many days of the stage counts as met.'),
  horizonDays: days.max(1_825).default(90).describe('The outcome counts from the landmark on, for so many days.'),
  candidates: z.array(step).min(1).max(200).optional().describe('Left out: all touchpoints, or the 100 commonest facts.'),
  traits: z.array(key).max(3).default([]).describe('What else people are alike in: traits, as they are known now.'),
  peopleMin: z.int().min(5).max(1_000_000).default(30).describe('So many must have met it, and as many not.'),
  qMax: z.number().min(0.001).max(0.5).default(0.1).describe('Of what is found, about so large a share may be chance.'),
})
export type MomentsQuestion = z.infer<typeof momentsQuestion>

const interval = { low: z.number(), high: z.number() }
const share = z.object({ share: z.number().nullable(), n: z.int(), ...interval }).describe('With its 95% interval (Wilson).')
const difference = z.object({ difference: z.number().nullable(), ...interval })
const ratio = z.object({ value: z.number(), ...interval }).nullable()

export const verdicts = ['strength', 'weakness', 'unclear', 'mandatory', 'too few'] as const

export const foundMoment = journeyStep.extend({
  verdict: z
    .enum(verdicts)
    .describe('Strength and weakness: found, and good or bad. Mandatory: nearly everybody meets it. Too few: on one side.'),
  n: z.int(),
  exposedCount: z.int().describe('How many of them met it before the landmark.'),
  exposed: share.describe('Of those who met it, the share that had the outcome.'),
  others: share,
  difference: difference.describe('Of these shares, as they are (Newcombe).'),
  oddsRatio: ratio,
  adjusted: z
    .object({ oddsRatio: ratio, difference })
    .nullable()
    .describe('With what was known before held fast: what would differ if everybody or nobody had met it.'),
  unadjusted: z.enum(['nothing known', 'separated', 'collinear']).nullable().describe('Why it is not adjusted, where it could have been.'),
  p: z.number().nullable(),
  q: z.number().nullable().describe('The least share of false findings at which this one counts as found (Benjamini–Hochberg).'),
  eValue: z
    .object({ point: z.number(), bound: z.number() })
    .nullable()
    .describe('How strongly something unknown would have to go with both to explain this away, as a risk ratio.'),
  randomised: z.literal(false).describe('Whether chance decided who met it. Only then would it be a cause.'),
})
export type FoundMoment = z.infer<typeof foundMoment>

const knownBefore = ['facts', 'steps', 'days', 'outcome', 'month', 'first channel', 'first stage'] as const

export const momentsAnswer = z.object({
  steps: z.enum(['touchpoints', 'facts']),
  asOf: time.describe('Facts before this moment were known.'),
  wording: z.literal('association').describe('Nothing here says what causes what: only an experiment would.'),
  people: z.object({
    all: z.int().describe('Who did anything in the period that the question looks at.'),
    compared: z.int(),
    notReached: z.int(),
    tooSoon: z.int().describe('Whose horizon is not over yet.'),
    early: z.int().describe('Who had the outcome between stage and landmark: what they met cannot be told from what it led to.'),
    notLookedAt: z.int().describe('Of a very large segment, those left out by chance.'),
  }),
  outcome: share.describe('Of all who are compared.'),
  knownBefore: z.object({ always: z.array(z.enum(knownBefore)), traits: z.array(z.string()) }).describe('What is held fast.'),
  items: z.array(foundMoment).describe('Those found first, by how much the risk differs.'),
})
export type MomentsAnswer = z.infer<typeof momentsAnswer>

export const momentPart = z.union([
  z.strictObject({
    step: step.optional(),
    met: z.boolean().default(true).describe('Who met the step before the landmark; else the others.'),
    outcome: z.boolean().optional().describe('Who had the outcome, or who had not. Left out: all.'),
  }),
  z.strictObject({ leftOut: z.enum(['notReached', 'tooSoon', 'early']) }),
])
export type MomentPart = z.infer<typeof momentPart>

const person = z.object({
  profileId: z.uuid(),
  name: z.string().nullable(),
  head: z.object({ kind: z.string(), value: z.string() }),
  lastSeen: time,
})

export const attributionQuestion = z.strictObject({
  ...period,
  outcome: marker.describe('What ends a journey well. The first of each person counts.'),
  lookbackDays: days.max(730).default(30).describe('Steps so many days before the outcome; for others, before their last step.'),
  order: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .default(1)
    .describe('How many steps the chain remembers.'),
  halfLife: z.number().min(0.1).max(1_000).default(7).describe('Of time decay, in days.'),
  collapse: z.boolean().default(true).describe('A step that follows itself counts once.'),
  resamples: z.int().min(50).max(300).default(200),
})
export type AttributionQuestion = z.infer<typeof attributionQuestion>

const bootstrapped = z.object({ value: z.number(), standardError: z.number(), ...interval })
const credit = z.number().describe('Conversions.')

export const attributionAnswer = z.object({
  steps: z.enum(['touchpoints', 'facts']),
  asOf: time,
  wording: z.literal('association'),
  paths: z.int().describe('Different ones.'),
  converted: z.int(),
  lost: z.int(),
  direct: z.int().describe('Of those who converted, how many did so without any step before.'),
  order: z.int(),
  states: z.int(),
  discrimination: z
    .object({ auc: z.number(), ...interval })
    .nullable()
    .describe('How well the chain tells who converts: 0.5 is chance, 1 is perfect.'),
  items: z.array(
    journeyStep.extend({
      mandatory: z.boolean().describe('All who converted met it: without it nobody would, which says nothing of what it adds.'),
      removalEffect: bootstrapped.describe('Share of conversions that is lost without it.'),
      share: bootstrapped,
      conversions: z.object({ markov: credit, shapley: credit, first: credit, last: credit, linear: credit, timeDecay: credit, positionBased: credit }),
    }),
  ),
}) // prettier-ignore
export type AttributionAnswer = z.infer<typeof attributionAnswer>

const name = z.string().trim().min(1).max(100)
const studyId = z.coerce.number().int().min(1)
const byStudy = z.object({ studyId })

const turn = journeyStep.extend({ from: z.enum(verdicts), to: z.enum(verdicts), day: z.iso.date() })
export type MomentTurn = z.infer<typeof turn>

export const momentStudy = z.object({
  studyId: z.int(),
  name,
  question: momentsQuestion,
  createdAt: time,
  createdBy: z.string(),
  foundOn: z.iso.date().nullable().describe('The last day it was reckoned.'),
  failed: z.string().nullable().describe('Why the last try came to nothing.'),
  turns: z.array(turn).describe('What was found on the last day and is another thing than the time before.'),
})
export type MomentStudy = z.infer<typeof momentStudy>

const trendPoint = z.object({ day: z.iso.date(), verdict: z.enum(verdicts), difference: z.number(), ...interval, n: z.int() })
const trend = journeyStep.extend({ points: z.array(trendPoint) })
export type MomentTrend = z.infer<typeof trend>

const mark = z.object({
  messageId: z.string(),
  step,
  name: z.string(),
  verdict: z.enum(['strength', 'weakness']),
  studyId: z.int(),
  study: z.string(),
})
export type MomentMark = z.infer<typeof mark>

const tags = ['Moments of truth']
const read = { permission: 'journeys.read' } as const
const manage = { permission: 'journeys.manage' } as const

export const momentsApi = {
  find: procedure
    .route({ method: 'POST', path: '/moments/find', tags, summary: 'Which touchpoints go with an outcome, adjusted for what was known before' })
    .meta(read)
    .input(z.object({ question: momentsQuestion }))
    .output(momentsAnswer),
  people: procedure
    .route({ method: 'POST', path: '/moments/people', tags, summary: 'The people behind a number of an answer' })
    .meta(read)
    .input(z.object({ question: momentsQuestion, of: momentPart, cursor, limit: longLimit }))
    .output(page(person)),
  attribution: procedure
    .route({ method: 'POST', path: '/moments/attribution', tags, summary: 'Which touchpoints conversions are credited to, by each way of counting' })
    .meta(read)
    .input(z.object({ question: attributionQuestion }))
    .output(attributionAnswer),
  studies: procedure
    .route({ method: 'GET', path: '/moments/studies', tags, summary: 'Saved studies: questions that are reckoned anew each day, and what turned' })
    .meta(read)
    .output(z.object({ items: z.array(momentStudy) })),
  saveStudy: procedure
    .route({ method: 'POST', path: '/moments/studies', tags, summary: 'Save a question, to be reckoned anew each day' })
    .meta(manage)
    .input(z.object({ name, question: momentsQuestion }))
    .output(momentStudy),
  study: procedure
    .route({ method: 'GET', path: '/moments/studies/{studyId}', tags, summary: 'A saved study: its last finding, and each touchpoint’s effect day by day' })
    .meta(read)
    .input(byStudy)
    .output(momentStudy.extend({ answer: momentsAnswer.nullable(), trends: z.array(trend) })),
  renewStudy: procedure
    .route({ method: 'POST', path: '/moments/studies/{studyId}/renew', tags, summary: 'Reckon a saved study now; it replaces what was found today' })
    .meta(manage)
    .input(byStudy)
    .output(momentStudy),
  removeStudy: procedure
    .route({ method: 'DELETE', path: '/moments/studies/{studyId}', tags, summary: 'Delete a saved study and all its findings' })
    .meta(manage)
    .input(byStudy)
    .output(z.object({ deleted: z.literal(true) })),
  marks: procedure
    .route({ method: 'GET', path: '/moments/marks/{profileId}', tags, summary: 'A person’s latest facts at touchpoints that a saved study found to be a strength or a weakness' })
    .meta(read)
    .input(z.object({ profileId: z.uuid(), limit: limit.default(200) }))
    .output(z.object({ items: z.array(mark) })),
} // prettier-ignore
