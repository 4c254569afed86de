import { isDataError } from '../../stores/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import type { Fact } from './fact.ts'
import type { ChunkRef } from './tables.ts'

const COMPLETIONS_MAX = 5

type Lot = { ref: ChunkRef; facts: Fact[]; isTriedBefore: boolean }

/**
 * Puts a chunk's facts into the warehouse, once: the deduplication token is the chunk's. Returns the facts that the warehouse cannot hold
 * (found by halving), so that one of them never stops its neighbours. Rejects if the warehouse is not there.
 */
export async function storeFacts(warehouse: Warehouse, { ref, facts, isTriedBefore }: Lot): Promise<Fact[]> {
  if (facts.length === 0) return []
  const load = { warehouse, ref, lines: facts.map((fact) => factRow(ref, fact)), facts }
  const refused = await storeRange(load, 0, facts.length)
  if (isTriedBefore && (await mayForget(warehouse))) await storeMissing(load, new Set(refused))
  return refused
}

/** A MergeTree notes the token before it keeps the rows: killed in between, it takes the next try for a repetition. Replicated ones do not. */
async function mayForget(warehouse: Warehouse): Promise<boolean> {
  const [table] = await warehouse.query<{ engine: string }>(
    `select engine from system.tables where database = currentDatabase() and name = 'facts'`,
  )
  return table?.engine === 'MergeTree'
}

/** Once the chunk's own token has been answered, what is not there will not come by itself: it goes in under tokens of its own. */
async function storeMissing({ warehouse, ref, lines, facts }: Load, refused: Set<Fact>): Promise<void> {
  for (let completion = 1; completion <= COMPLETIONS_MAX; completion += 1) {
    const rows = await warehouse.query<{ id: string }>(
      'select message_id as id from facts where workspace_id = {workspaceId:UInt32} and chunk_id = {chunkId:UInt64}',
      ref,
    )
    const stored = new Set(rows.map(({ id }) => id))
    const missing = lines.filter((_, index) => !stored.has(facts[index]!.messageId) && !refused.has(facts[index]!))
    if (missing.length === 0) return
    await warehouse.insert({ table: 'facts', rows: Buffer.from(missing.join('\n')), token: `${ref.chunkId}-missing-${completion}` })
  }
  throw new Error(`chunk ${ref.chunkId} does not become whole in the warehouse`)
}

type Load = { warehouse: Warehouse; ref: ChunkRef; lines: string[]; facts: Fact[] }

async function storeRange(load: Load, from: number, to: number): Promise<Fact[]> {
  try {
    const rows = Buffer.from(load.lines.slice(from, to).join('\n'))
    const token = to - from === load.lines.length ? `${load.ref.chunkId}` : `${load.ref.chunkId}-${from}-${to}`
    await load.warehouse.insert({ table: 'facts', rows, token })
    return []
  } catch (error) {
    if (!isDataError(error)) throw error
    if (to - from === 1) return [load.facts[from]!]
    const middle = (from + to) >> 1
    return [...(await storeRange(load, from, middle)), ...(await storeRange(load, middle, to))]
  }
}

/** A fact as a line of JSONEachRow. Written by hand: `properties` is JSON text already. */
function factRow({ workspaceId, chunkId }: ChunkRef, fact: Fact): string {
  const { stringify } = JSON
  return (
    `{"workspace_id":${workspaceId},"profile_id":"${fact.identifiers[0]!.id}","time":"${isoTime(fact.time)}",` +
    `"message_id":${stringify(fact.messageId)},"type":"${fact.type}","name":${stringify(fact.name)},"source_id":${fact.sourceId},` +
    `"user_id":${stringify(fact.userId)},"anonymous_id":${stringify(fact.anonymousId)},"account_id":${stringify(fact.accountId)},` +
    `"properties":${fact.properties},"context":${stringify(fact.context)},"received_at":"${isoTime(fact.receivedAt)}",` +
    `"bot":${fact.bot},"chunk_id":${chunkId}}`
  )
}

const seconds = new Map<number, string>()

/** `Date.prototype.toISOString`, remembering the seconds: a chunk's facts fall into few of them. */
function isoTime(ms: number): string {
  const second = Math.floor(ms / 1000)
  let text = seconds.get(second)
  if (text === undefined) {
    if (seconds.size > 5000) seconds.clear()
    seconds.set(second, (text = new Date(second * 1000).toISOString().slice(0, -4)))
  }
  return `${text}${String(ms - second * 1000).padStart(3, '0')}Z`
}
