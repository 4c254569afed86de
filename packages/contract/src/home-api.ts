import * as z from 'zod'
import { time } from './page.ts'
import { procedure } from './procedure.ts'

/** How many, up to where counting stays cheap. */
export const boundedCount = z.object({ count: z.int(), exact: z.boolean().describe('If not, there are more than this.') })

export const sourceTrouble = z.object({
  sourceId: z.int(),
  name: z.string(),
  trouble: z.enum(['silent', 'rejecting', 'never-heard']),
  lastReceivedAt: time.nullable(),
  facts: z.int().describe('Taken in the last 24 hours.'),
  rejected: z.int().describe('Rejected in the last 24 hours.'),
})

export const homeStep = z.object({
  step: z.enum(['create-source', 'first-fact', 'import-history', 'invite-colleague', 'second-factor']),
  done: z.boolean(),
})

export const home = z.object({
  since: time.describe('When you were here last, or a week ago if you never were.'),
  returned: z.boolean().describe('You were here before.'),
  facts: z.int().describe('Received since then, bots left out.'),
  people: z.object({ fresh: boundedCount, returning: boundedCount }).describe('First seen since then; seen before and again since then.'),
  rejected: z.int().describe('Rejected since then and not replayed.'),
  hours: z.array(z.object({ hour: time, facts: z.int() })).describe('Facts received, hour by hour, over the last 48 hours that had any.'),
  troubles: z.array(sourceTrouble),
  steps: z.array(homeStep).describe('First steps that you may take, and whether they are done.'),
  sample: z.boolean().describe('This workspace holds made-up people.'),
})

/** What happened since somebody last looked. */
export const homeApi = {
  read: procedure
    .route({ method: 'GET', path: '/home', tags: ['Home'], summary: 'What happened since you last looked' })
    .meta({ permission: 'facts.read' })
    .input(z.object({ since: time.optional().describe('Instead of when you last looked.') }))
    .output(home),
  look: procedure
    .route({ method: 'POST', path: '/home/look', tags: ['Home'], summary: 'Note that you have looked' })
    .meta({ permission: 'facts.read' })
    .output(z.object({ done: z.literal(true) })),
}
