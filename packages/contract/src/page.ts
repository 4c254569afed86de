import * as z from 'zod'

// What lists and their items have in common.

/** A point in time, as ISO 8601. */
export const time = z.iso.datetime()

export const cursor = z.string().max(500).optional().describe('Where the previous page ended (its `next`).')
export const limit = z.coerce.number().int().min(1).max(200).default(50)
/** Of lists that are taken as a whole, to be kept or sent on, and whose every page is reckoned anew. */
export const longLimit = z.coerce.number().int().min(1).max(2_000).default(50)

/** Items, and where the next page begins; null after the last. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() })
