import * as z from 'zod'
import { time } from './page.ts'
import { consentLimits } from './rule-limits.ts'

export { consentLimits } from './rule-limits.ts'

// What people agree to. docs/consent.md says which facts say so; what was said last about a purpose, by the time of the fact, is what holds.

/** What something is agreed to: `newsletter`, `calls`. */
export const purpose = z.string().trim().min(1).max(consentLimits.characters).describe('A purpose, such as `newsletter`.')

/** What somebody said last about a purpose, with the fact that says so. */
export const consent = z.object({
  purpose: z.string(),
  given: z.boolean().describe('Given, or withdrawn.'),
  saidAt: time,
  sourceId: z.int(),
  messageId: z.string().describe('The fact that says so.'),
})
export type Consent = z.infer<typeof consent>

/** What somebody says by hand about another’s consent. */
export const saidConsent = z.strictObject({
  purpose,
  given: z.boolean(),
  how: z.string().trim().max(500).default('').describe('How and where the person said so: kept with the fact, as evidence.'),
})
