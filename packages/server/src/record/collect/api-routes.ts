import type { Warehouse } from '../../stores/index.ts'
import { endpoints } from '../profiles/index.ts'
import type { Intake } from './intake.ts'
import { listReasons, listRejected } from './rejected.ts'
import { replayRejected } from './replay-rejected.ts'
import { createReadStats } from './stats.ts'
import { createSource, createWriteKey, listSources, listWriteKeys, revokeWriteKey } from './write-keys.ts'

/** The API about what comes in: sources and their keys, counts, rejected facts. */
export function collectRoutes({ warehouse, intake }: { warehouse: Warehouse; intake: Intake }) {
  const readStats = createReadStats(warehouse)
  return { stats: endpoints.stats.handler(({ context }) => readStats(context)), sources: sourceRoutes(), rejected: rejectedRoutes(intake) }
}

function sourceRoutes() {
  const { list, create, keys, createKey, revokeKey } = endpoints.sources
  return {
    list: list.handler(({ context }) => context.inWorkspace((db) => listSources(db, context.workspaceId))),
    create: create.handler(({ input, context }) => context.inWorkspace((db) => createSource(db, context.workspaceId, input.name))),
    keys: keys.handler(({ input, context }) => context.inWorkspace((db) => listWriteKeys(db, context.workspaceId, input.sourceId))),
    createKey: createKey.handler(({ input, context }) => context.inWorkspace((db) => createWriteKey(db, context.workspaceId, input))),
    revokeKey: revokeKey.handler(({ input, context }) =>
      context.inWorkspace((db) => revokeWriteKey(db, context.workspaceId, input.writeKeyId)),
    ),
  }
}

function rejectedRoutes(intake: Intake) {
  const { reasons, list, replay } = endpoints.rejected
  return {
    reasons: reasons.handler(({ context }) => {
      const { workspaceId, inWorkspace } = context
      return inWorkspace((db) => listReasons({ db, workspaceId }))
    }),
    list: list.handler(({ input, context }) => {
      const { workspaceId, inWorkspace } = context
      return inWorkspace((db) => listRejected({ db, workspaceId }, input))
    }),
    replay: replay.handler(async ({ input, context }) => ({ replayed: await replayRejected(context, intake, input) })),
  }
}
