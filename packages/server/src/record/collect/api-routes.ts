import type { Warehouse } from '../../stores/index.ts'
import { record } from '../access/index.ts'
import { endpoints } from '../profiles/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import type { Intake } from './intake.ts'
import { createKeepAnswers } from './keep-answers.ts'
import { readNames, readSchema } from './read-schema.ts'
import { listReasons, listRejected, readRejected } from './rejected.ts'
import { countOutcomes, storeTime } from './rejected-tables.ts'
import { replayRejected } from './replay-rejected.ts'
import type { Replay } from './replay-rejected.ts'
import { readHealth, readRate } from './source-health.ts'
import { createReadStats } from './stats.ts'
import { traceFact } from './trace-fact.ts'
import { changeSource, createSource, createWriteKey, listSources, listWriteKeys, revokeWriteKey } from './write-keys.ts'
import type { SourceChange } from './write-key-tables.ts'

/** The API about what comes in: sources and their keys, counts, single facts, rejected facts. */
export function collectRoutes({ warehouse, intake }: { warehouse: Warehouse; intake: Intake }) {
  const readStats = createReadStats(warehouse)
  return {
    stats: endpoints.stats.handler(({ context }) => readStats(context)),
    sources: { ...sourceRoutes(), ...keyRoutes(), ...healthRoutes(warehouse) },
    live: { trace: endpoints.live.trace.handler(({ input, context }) => traceFact(context, warehouse, input)) },
    rejected: rejectedRoutes(intake),
  }
}

function sourceRoutes() {
  const { list, create, update } = endpoints.sources
  return {
    list: list.handler(({ context }) => context.inWorkspace((db) => listSources(db, context.workspaceId))),
    create: create.handler(({ input, context }) =>
      context.inWorkspace(async (db) => {
        const source = await createSource(db, context.workspaceId, input.name)
        await record(db, context, { verb: 'source.create', kind: 'source', id: source.sourceId, after: { name: source.name } })
        return source
      }),
    ),
    update: update.handler(({ input: { sourceId, ...change }, context }) => updateSource(context, sourceId, change)),
  }
}

async function updateSource(context: WorkspaceRequest, sourceId: number, change: SourceChange) {
  return context.inWorkspace(async (db) => {
    const { before, after } = await changeSource(db, { workspaceId: context.workspaceId, sourceId }, change)
    const what = ({ name, archivedAt }: typeof before) => ({ name, archived: archivedAt !== null })
    await record(db, context, { verb: 'source.update', kind: 'source', id: sourceId, before: what(before), after: what(after) })
    return after
  })
}

function keyRoutes() {
  const { keys, createKey, revokeKey } = endpoints.sources
  return {
    keys: keys.handler(({ input, context }) => context.inWorkspace((db) => listWriteKeys(db, context.workspaceId, input.sourceId))),
    createKey: createKey.handler(({ input, context }) =>
      context.inWorkspace(async (db) => {
        const key = await createWriteKey(db, context.workspaceId, input)
        const { writeKeyId, sourceId, hint, allowedOrigins } = key
        await record(db, context, { verb: 'writeKey.create', kind: 'writeKey', id: writeKeyId, after: { sourceId, hint, allowedOrigins } })
        return key
      }),
    ),
    revokeKey: revokeKey.handler(({ input, context }) =>
      context.inWorkspace(async (db) => {
        const key = await revokeWriteKey(db, context.workspaceId, input.writeKeyId)
        const { writeKeyId, sourceId, hint } = key
        await record(db, context, { verb: 'writeKey.revoke', kind: 'writeKey', id: writeKeyId, before: { sourceId, hint } })
        return key
      }),
    ),
  }
}

function healthRoutes(warehouse: Warehouse) {
  const { health, rate, names, schema } = endpoints.sources
  const keepRate = createKeepAnswers<Awaited<ReturnType<typeof readRate>>>()
  const keepNames = createKeepAnswers<Awaited<ReturnType<typeof readNames>>>()
  const keepSchema = createKeepAnswers<Awaited<ReturnType<typeof readSchema>>>()
  return {
    health: health.handler(({ context }) => readHealth(context)),
    rate: rate.handler(({ input, context }) =>
      keepRate(JSON.stringify([context.workspaceId, input.sourceId, input.by]), () => readRate(context, warehouse, input)),
    ),
    names: names.handler(({ input: { sourceId }, context: { workspaceId } }) =>
      keepNames(JSON.stringify([workspaceId, sourceId]), () => readNames(warehouse, { workspaceId, sourceId })),
    ),
    schema: schema.handler(({ input: { sourceId, type, name }, context: { workspaceId } }) =>
      keepSchema(JSON.stringify([workspaceId, sourceId, type, name]), () => readSchema(warehouse, { workspaceId, sourceId, type, name })),
    ),
  }
}

function rejectedRoutes(intake: Intake) {
  const { reasons, list, get, replay, result } = endpoints.rejected
  return {
    reasons: reasons.handler(({ input, context }) => {
      const { workspaceId, inWorkspace } = context
      return inWorkspace((db) => listReasons({ db, workspaceId }, input.sourceId))
    }),
    list: list.handler(({ input, context }) => {
      const { workspaceId, inWorkspace } = context
      return inWorkspace((db) => listRejected({ db, workspaceId }, input))
    }),
    get: get.handler(({ input, context }) => {
      const { workspaceId, inWorkspace } = context
      return inWorkspace((db) => readRejected({ db, workspaceId }, input.rejectedId))
    }),
    replay: replay.handler(({ input, context }) => replayAndRecord(context, intake, input)),
    result: result.handler(({ input, context }) => {
      const { workspaceId, inWorkspace } = context
      return inWorkspace((db) => countOutcomes({ db, workspaceId }, input.since))
    }),
  }
}

async function replayAndRecord(context: WorkspaceRequest, intake: Intake, wish: Replay): Promise<{ replayed: number; since: string }> {
  const since = await context.inWorkspace((db) => storeTime({ db }))
  const replayed = await replayRejected(context, intake, wish)
  const { reason, sourceId, rejectedIds } = wish
  const after = { facts: replayed, reason, sourceId, rejectedIds: rejectedIds?.slice(0, 100) }
  await context.inWorkspace((db) => record(db, context, { verb: 'rejected.replay', kind: 'rejected', id: reason ?? 'chosen', after }))
  return { replayed, since }
}
