import * as z from 'zod'
import { time } from './page.ts'
import { procedure } from './procedure.ts'
import { segmentState, usedBy } from './segments-api.ts'
import { traitFormula } from './trait-formulas.ts'

/** The name of a computed trait: a word that a rule can write without quotes. */
export const computedKey = z.string().regex(/^[A-Za-z]\w{0,59}$/u, 'A name is a letter, then letters, digits and _, at most 60')

const description = z.string().trim().max(1000)
const traitId = z.coerce.number().int().min(1)
const byTrait = z.object({ traitId })

export const computedTrait = z.object({
  traitId: z.int(),
  key: z.string(),
  description: z.string(),
  formula: traitFormula,
  type: z.enum(['number', 'date', 'any']),
  state: segmentState.exclude(['paused']),
  filled: z.number().min(0).max(1).describe('How far it is filled, if it is filling.'),
  usedBy: usedBy.describe('Segments and score models that ask for it.'),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
export type ComputedTrait = z.infer<typeof computedTrait>

const tags = ['Computed traits']
const read = { permission: 'segments.read' } as const
const manage = { permission: 'segments.manage' } as const

export const computedTraitsApi = {
  list: procedure
    .route({ method: 'GET', path: '/computed-traits', tags, summary: 'All computed traits, by name' })
    .meta(read)
    .output(z.object({ items: z.array(computedTrait) })),
  create: procedure
    .route({ method: 'POST', path: '/computed-traits', tags, summary: 'Make a computed trait; it fills from what has been, then lives' })
    .meta(manage)
    .input(z.object({ key: computedKey, description: description.default(''), formula: traitFormula }))
    .output(computedTrait),
  change: procedure
    .route({ method: 'PATCH', path: '/computed-traits/{traitId}', tags, summary: 'Change its description or formula; another formula fills anew' })
    .meta(manage)
    .input(byTrait.extend({ description: description.optional(), formula: traitFormula.optional() }))
    .output(computedTrait),
  remove: procedure
    .route({ method: 'DELETE', path: '/computed-traits/{traitId}', tags, summary: 'Delete a computed trait that nothing asks for' })
    .meta(manage)
    .input(byTrait)
    .output(z.object({ deleted: z.literal(true) })),
  preview: procedure
    .route({ method: 'POST', path: '/computed-traits/preview', tags, summary: 'What a formula comes to for these people, or for those seen last' })
    .meta(read)
    .input(z.object({ formula: traitFormula, profileIds: z.array(z.uuid()).max(10).optional() }))
    .output(z.object({ items: z.array(z.object({ profileId: z.uuid(), name: z.string().nullable(), head: z.object({ kind: z.string(), value: z.string() }), value: z.unknown().optional() })) })),
} // prettier-ignore
