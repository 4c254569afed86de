import * as z from 'zod'

/** Kinds of identifier: the four fixed ones, or `external:NAMESPACE` for ids of other systems. */
export const identifierKind = z
  .string()
  .max(80)
  .regex(/^(user_id|anonymous_id|email|phone|external:.+)$/u, 'must be user_id, anonymous_id, email, phone or external:NAMESPACE')

/** Values that say nothing about who someone is: what broken integrations send in place of an id. Compared without case and outer spaces. */
export const meaninglessValues = [
  'null', 'undefined', 'none', 'nil', 'nan', 'n/a', 'na', '0', '-1', 'true', 'false', '[object object]', '{}', '[]',
  'anonymous', 'anon', 'guest', 'unknown', 'user', 'user_id', 'userid', 'id', 'test', 'default',
  '00000000-0000-0000-0000-000000000000', 'noreply@example.com', 'test@test.com', 'test@example.com',
] // prettier-ignore

/**
 * How identifiers become people, for one workspace.
 * `priority` orders kinds from foremost to least: a fact belongs to the profile of its foremost identifier. A kind not named comes last.
 * `limits` says how many identifiers of a kind one profile may hold; `limit` is for kinds not named.
 */
export const identityPolicy = z.strictObject({
  priority: z.array(identifierKind).max(50).default(['user_id', 'email', 'phone', 'external:*', 'anonymous_id']),
  limits: z.record(identifierKind, z.int().min(1).max(1000)).default({ user_id: 1 }),
  limit: z.int().min(1).max(1000).default(5),
  neverLink: z.array(z.string().max(500)).max(1000).default(meaninglessValues),
  merges: z.int().min(0).max(1000).default(100),
  identifiers: z.int().min(1).max(10_000).default(1000),
})
export type IdentityPolicy = z.infer<typeof identityPolicy>
