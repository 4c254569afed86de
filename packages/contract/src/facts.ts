import * as z from 'zod'
import { factTypes } from './rule-limits.ts'
import { rejectReasons } from './reject-reasons.ts'

/** The six calls of the Segment specification. */
export const factType = z.enum(factTypes)
export type FactType = z.infer<typeof factType>

/** What one source may send at most. Over-limit facts are rejected with a reason and kept. */
export const factLimits = {
  factBytes: 32 * 1024,
  batchBytes: 500 * 1024,
  batchFacts: 2500,
  nameLength: 500,
  depth: 64,
} as const

/** A fact as it is stored and shown. Times are ISO 8601 in UTC with milliseconds. */
export const storedFact = z.object({
  messageId: z.string(),
  type: factType,
  name: z.string().describe('The event of a track, the name of a page or screen, else the type.'),
  time: z.iso.datetime().describe('When it happened: receivedAt − (sentAt − originalTimestamp), clamped.'),
  receivedAt: z.iso.datetime(),
  sourceId: z.int(),
  userId: z.string(),
  anonymousId: z.string(),
  accountId: z.string(),
  properties: z.record(z.string(), z.unknown()).describe('Properties of track, page and screen; traits of identify and group.'),
  context: z.record(z.string(), z.unknown()),
  bot: z.boolean().describe('Sent by a crawler: kept, not counted, changes nobody.'),
})
export type StoredFact = z.infer<typeof storedFact>

export const rejectReason = z.enum(rejectReasons)
