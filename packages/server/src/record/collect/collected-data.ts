import { identityPolicy } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import { createIdentify } from '../profiles/index.ts'
import type { PersonalData, Subject } from '../profiles/index.ts'
import { countFacts, forgetFacts, forgetMerges, streamFacts } from './forgotten-facts.ts'
import { payloadIdentifiers } from './payload-identifiers.ts'
import { COLLECT_TABLES, deleteCollected, deleteRejected, everyRejected } from './personal-tables.ts'
import type { RejectedPayload } from './personal-tables.ts'

/** What collect knows of a person: facts, and rejected facts that name them. */
export const collectedData: PersonalData = {
  tables: COLLECT_TABLES,
  async count({ postgres, warehouse }, subject) {
    let rejected = 0
    for await (const rows of rejectedOf(postgres.system, subject)) rejected += rows.length
    return { facts: await countFacts(warehouse, { workspaceId: subject.workspaceId, ids: idsOf(subject) }), rejected }
  },
  files: ({ postgres, warehouse }, subject) => [
    {
      name: 'facts.jsonl',
      async *content() {
        for (const id of idsOf(subject)) yield* streamFacts(warehouse, { workspaceId: subject.workspaceId, id })
      },
    },
    {
      name: 'rejected.jsonl',
      async *content() {
        for await (const rows of rejectedOf(postgres.system, subject)) for (const row of rows) yield `${JSON.stringify(row)}\n`
      },
    },
  ],
  async eraseElsewhere({ postgres, warehouse }, subject) {
    const { workspaceId } = subject
    for await (const rows of rejectedOf(postgres.system, subject)) {
      await deleteRejected(
        postgres.system,
        workspaceId,
        rows.map(({ rejectedId }) => rejectedId),
      )
    }
    await forgetFacts(warehouse, { workspaceId, ids: idsOf(subject) })
    await forgetMerges(warehouse, { workspaceId, ids: idsOf(subject) })
  },
  empty: deleteCollected,
  async emptyElsewhere({ warehouse }, workspaceId) {
    await forgetFacts(warehouse, { workspaceId })
    await forgetMerges(warehouse, { workspaceId })
  },
}

/** Rejected facts that name one of a person's identifiers: nothing but looking at each can tell. */
async function* rejectedOf(db: Db, subject: Subject): AsyncGenerator<RejectedPayload[]> {
  const ids = new Set(idsOf(subject))
  const identify = createIdentify(subject.workspaceId, identityPolicy.parse({ neverLink: [] }))
  for await (const rows of everyRejected(db, subject.workspaceId)) {
    const found = rows.filter(({ payload }) => payloadIdentifiers(payload, identify).some(({ id }) => ids.has(id)))
    if (found.length > 0) yield found
  }
}

function idsOf({ identifiers }: Subject): string[] {
  return identifiers.map(({ id }) => id)
}
