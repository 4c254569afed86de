import * as z from 'zod'
import { computedKey } from './computed-traits-api.ts'
import { factMatch, duration } from './segment-rules.ts'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { scoreModel } from './score-models.ts'
import { explained, segmentState, usedBy } from './segments-api.ts'

const profileId = z.uuid()
const modelId = z.coerce.number().int().min(1)
const byModel = z.object({ modelId })
const name = z.string().trim().min(1).max(100)
const description = z.string().trim().max(1000)
const share = z.number().min(0).max(1)

export const scored = z.object({
  score: z.int().min(0).max(100),
  fit: z.int().min(0).max(100),
  engagement: z.int().min(0).max(100),
  grade: z.string().describe('A1 (fits best, most engaged) to D4.'),
  stage: z.string().nullable().describe('Null: the model has no stages.'),
})
export type Scored = z.infer<typeof scored>

export const storedModel = z.object({
  modelId: z.int(),
  key: z.string().describe('Its traits begin with this: KEY_score, KEY_fit, KEY_engagement, KEY_grade, KEY_stage.'),
  name: z.string(),
  description: z.string(),
  model: scoreModel,
  version: z.int(),
  state: segmentState.exclude(['paused']),
  filled: share,
  usedBy: usedBy.describe('Segments and score models that ask for its traits.'),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
export type StoredModel = z.infer<typeof storedModel>

const person = z.object({ profileId, name: z.string().nullable(), head: z.object({ kind: z.string(), value: z.string() }), lastSeen: time })

const fitPart = z.object({
  label: z.string(),
  points: z.number().describe('What it gives this person.'),
  worth: z.number().describe('What it gives if it holds.'),
  wouldChange: z.number().describe('How much fit would change if it alone turned.'),
  why: explained,
})
const engagementPart = z.object({
  label: z.string(),
  points: z.number().describe('What it gives now.'),
  undecayed: z.number().describe('What the same facts would give if nothing had faded.'),
  decayed: z.number(),
  withheld: z.number().describe('What the cap keeps back.'),
  facts: z.int().describe('How many count.'),
  last: time.nullable(),
  oneMore: z.number().describe('How much engagement would change with one more fact now.'),
})

export const scoreExplanation = z.object({
  scored: scored.nullable().describe('Null: the model does not score this person.'),
  who: explained.nullable(),
  fit: z.object({ points: z.number(), best: z.number(), parts: z.array(fitPart) }),
  engagement: z.object({ points: z.number(), target: z.number(), parts: z.array(engagementPart) }),
  stages: z.array(z.object({ name: z.string(), isIn: z.boolean(), up: z.int().nullable(), down: z.int().nullable(), why: explained.nullable() })),
  turnsAt: time.nullable().describe('When something of it would change by itself, if nothing else happens.'),
  raise: z
    .array(z.object({ part: z.enum(['fit', 'engagement']), label: z.string(), score: z.int() }))
    .describe('What would raise the score most, and to what: conditions that do not hold, one more fact.'),
  history: z.array(z.object({ at: time, engagement: z.int(), score: z.int() })).describe('By day; fit as it is now.'),
  moves: z.array(z.object({ at: time, from: z.string().nullable(), to: z.string() })).describe('From stage to stage, the latest first.'),
}) // prettier-ignore
export type ScoreExplanation = z.infer<typeof scoreExplanation>

const auc = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  p: z.number().describe('Against chance, or against recency.'),
})
export const backTestResult = z.object({
  at: time,
  people: z.int(),
  sampled: z.boolean().describe('Of more people than these, taken at random.'),
  conversions: z.int(),
  auc: auc.nullable().describe('Null: too few who converted, or who did not.'),
  recency: auc.nullable().describe('What “whoever was here last” would have told.'),
  difference: auc.nullable().describe('AUC less that of recency.'),
  lift: z.array(z.object({ share, people: z.int(), captured: share, lift: z.number() })),
  bands: z.array(z.object({ from: z.int(), people: z.int(), conversions: z.int(), share, low: share, high: share })),
  usesToday: z.boolean().describe('Fit asks for what is known today, which was not always known then: trust it less.'),
  took_ms: z.number(),
})
export type BackTestResult = z.infer<typeof backTestResult>

const tags = ['Scores']
const read = { permission: 'segments.read' } as const
const manage = { permission: 'segments.manage' } as const
const definition = z.object({ name, description: description.default(''), model: scoreModel })

export const scoresApi = {
  list: procedure
    .route({ method: 'GET', path: '/scores', tags, summary: 'All score models, by name' })
    .meta(read)
    .output(z.object({ items: z.array(storedModel) })),
  get: procedure
    .route({ method: 'GET', path: '/scores/{modelId}', tags, summary: 'One score model' })
    .meta(read)
    .input(byModel)
    .output(storedModel),
  create: procedure
    .route({ method: 'POST', path: '/scores', tags, summary: 'Make a score model; it scores everybody, then lives' })
    .meta(manage)
    .input(definition.extend({ key: computedKey }))
    .output(storedModel),
  change: procedure
    .route({ method: 'PATCH', path: '/scores/{modelId}', tags, summary: 'Change name, description or model (a new version)' })
    .meta(manage)
    .input(byModel.extend({ name: name.optional(), description: description.optional(), model: scoreModel.optional() }))
    .output(storedModel),
  remove: procedure
    .route({ method: 'DELETE', path: '/scores/{modelId}', tags, summary: 'Delete a score model whose traits nothing asks for' })
    .meta(manage)
    .input(byModel)
    .output(z.object({ deleted: z.literal(true) })),
  board: procedure
    .route({ method: 'GET', path: '/scores/{modelId}/board', tags, summary: 'How many people have each grade, stage and band of scores' })
    .meta(read)
    .input(byModel)
    .output(
      z.object({
        people: z.int(),
        grades: z.array(z.object({ grade: z.string(), people: z.int() })),
        stages: z.array(z.object({ stage: z.string(), people: z.int() })),
        bands: z.array(z.object({ from: z.int(), people: z.int() })).describe('Of ten points each.'),
      }),
    ),
  people: procedure
    .route({ method: 'GET', path: '/scores/{modelId}/people', tags, summary: 'Who has a grade or is at a stage, the highest score first' })
    .meta(read)
    .input(byModel.extend({ grade: z.string().max(2).optional(), stage: z.string().max(120).optional(), cursor, limit }))
    .output(page(person.extend(scored.shape))),
  accounts: procedure
    .route({ method: 'GET', path: '/scores/{modelId}/accounts', tags, summary: 'Accounts by the scores of their people, the best first' })
    .meta(read)
    .input(byModel.extend({ limit }))
    .output(
      z.object({
        items: z.array(
          z.object({
            accountId: z.string(),
            people: z.int().describe('Who are scored.'),
            best: scored.extend({ profileId }).describe('Their best.'),
            average: z.number(),
            engaged: z.int().describe('With an engagement of 50 or more.'),
          }),
        ),
      }),
    ),
  explain: procedure
    .route({ method: 'GET', path: '/scores/{modelId}/people/{profileId}', tags, summary: 'Where somebody’s score comes from, what it was, and what would raise it' })
    .meta(read)
    .input(byModel.extend({ profileId, days: z.coerce.number().int().min(7).max(730).default(90) }))
    .output(scoreExplanation),
  ofPerson: procedure
    .route({ method: 'GET', path: '/profiles/{profileId}/scores', tags, summary: 'All scores of somebody' })
    .meta(read)
    .input(z.object({ profileId }))
    .output(z.object({ items: z.array(scored.extend({ modelId: z.int(), name: z.string(), key: z.string() })) })),
  preview: procedure
    .route({ method: 'POST', path: '/scores/preview', tags, summary: 'What a model says of these people, or of those seen last; nothing is stored' })
    .meta(read)
    .input(z.object({ model: scoreModel, profileIds: z.array(profileId).max(10).optional() }))
    .output(z.object({ items: z.array(person.extend({ scored: scored.nullable(), fitPoints: z.array(z.number()), rulePoints: z.array(z.number()) })) })),
  backTest: procedure
    .route({ method: 'POST', path: '/scores/back-test', tags, summary: 'Whether a model, asked at a moment of the past, told who would convert afterwards' })
    .meta(read)
    .input(
      z.object({
        model: scoreModel,
        at: time,
        outcome: factMatch,
        within: duration,
        newOnly: z.boolean().default(true).describe('Leave out whom the outcome had happened to before.'),
      }),
    )
    .output(backTestResult),
} // prettier-ignore
