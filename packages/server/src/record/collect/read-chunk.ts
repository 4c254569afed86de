import { promisify } from 'node:util'
import { crc32, zstdDecompressSync } from 'node:zlib'
import type { Db } from '../../stores/index.ts'
import type { Fact, Rejection } from './fact.ts'
import { parseJson } from './parse-json.ts'
import { readEnvelope } from './read-envelope.ts'
import { intakeOfChunk, ownMessages } from './tables.ts'
import type { ChunkRef, StoredIntake } from './tables.ts'
import type { WorkspacePipeline } from './workspace-pipeline.ts'

/** What a chunk comes to: facts to keep, facts rejected, and how many were known already (by source), or are of people who were erased. */
export type ChunkContent = { facts: Fact[]; rejections: Rejection[]; duplicates: Fact[]; erased?: Pick<Fact, 'sourceId' | 'receivedAt'>[] }

/** How to read: the workspace's rules, and bodies that are parsed already, by intake id. */
export type Reading = Pick<WorkspacePipeline, 'normalise'> & { held: Map<number, unknown> }

const giveWay = promisify(setImmediate)

/**
 * Reads a chunk: unpack, parse, normalise, deduplicate. Its outcome is the same each time, on any machine: ids are hashes, times come from the
 * row, and a message id belongs to the chunk that first claimed it. Gives way to other work after each request.
 */
export async function readChunk(db: Db, ref: ChunkRef, { normalise, held }: Reading): Promise<ChunkContent> {
  const content: ChunkContent = { facts: [], rejections: [], duplicates: [] }
  for (const row of await intakeOfChunk(db, ref, [...held.keys()])) {
    const { items, shared } = readEnvelope(held.get(row.intakeId) ?? parseJson(unpack(row)))
    for (const [index, item] of items.entries()) {
      const outcome = normalise(item, row, { shared, index })
      if (outcome.ok) content.facts.push(outcome.fact)
      else content.rejections.push(outcome.rejection)
    }
    await giveWay()
  }
  return deduplicate(db, ref, content)
}

function unpack({ encoding, body }: StoredIntake): string {
  return (encoding === 0 ? body : zstdDecompressSync(body)).toString('utf8')
}

async function deduplicate(db: Db, ref: ChunkRef, { facts, rejections }: ChunkContent): Promise<ChunkContent> {
  const first = new Map<string, { fact: Fact; bodyHash: number }>()
  const content: ChunkContent = { facts: [], rejections, duplicates: [] }
  const sort = (fact: Fact, sameBody: boolean) => {
    if (sameBody) content.duplicates.push(fact)
    else rejections.push(rejectFact(fact, 'message-id-reused', 'Another fact with this messageId was taken before.'))
  }
  for (const fact of facts) {
    const bodyHash = hashBody(fact)
    const known = first.get(fact.messageId)
    if (known) sort(fact, known.bodyHash === bodyHash)
    else first.set(fact.messageId, { fact, bodyHash })
  }
  const marks = [...first.values()].map(({ fact, bodyHash }) => ({ messageId: fact.messageId, bodyHash }))
  const owned = marks.length > 0 ? await ownMessages(db, ref, marks) : new Map<string, { sameBody: boolean }>()
  for (const { fact } of first.values()) {
    const elsewhere = owned.get(fact.messageId)
    if (elsewhere) sort(fact, elsewhere.sameBody)
    else content.facts.push(fact)
  }
  return content
}

/** What stays the same when a fact is sent again: sentAt and the like do not. As a signed 32-bit integer. */
function hashBody(fact: Fact): number {
  return crc32(`${fact.type}\n${fact.name}\n${fact.userId}\n${fact.anonymousId}\n${fact.accountId}\n${fact.properties}`) | 0
}

export function rejectFact(fact: Fact, reason: Rejection['reason'], detail: string): Rejection {
  return { reason, detail, messageId: fact.messageId, payload: fact.raw(), sourceId: fact.sourceId, receivedAt: fact.receivedAt }
}
