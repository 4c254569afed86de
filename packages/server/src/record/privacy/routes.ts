import type { RetentionRule } from '@percorso/contract'
import type { Stores } from '../../stores/index.ts'
import { record } from '../access/index.ts'
import { countErasedFacts } from '../collect/index.ts'
import { endpoints } from '../profiles/index.ts'
import type { PersonalData, WorkspaceRequest } from '../profiles/index.ts'
import { deleteSample } from './delete-sample.ts'
import { countOf } from './erase-person.ts'
import { countOld } from './keep-retention.ts'
import { changeRequest, listRequests, noteRequest, orderPerson, subjectOf } from './requests.ts'
import { replaceRules, selectRules } from './retention-tables.ts'
import { selectOverview, updateMayReturn } from './tables.ts'
import { doneAt } from './upkeep-tables.ts'

export type PrivacyApi = { stores: Pick<Stores, 'postgres' | 'warehouse'>; rooms: PersonalData[] }

/** The API of the privacy desk. The archive of what is known about a person is in {@link registerPrivacyFiles}. */
export function privacyRoutes(deps: PrivacyApi) {
  const { overview, requests, create, update, preview, erase, settings, deleteSample: remove } = endpoints.privacy
  return {
    privacy: {
      overview: overview.handler(({ context }) => readOverview(deps, context)),
      requests: requests.handler(({ input, context }) => listRequests(context, input)),
      create: create.handler(({ input, context }) => noteRequest(context, input)),
      update: update.handler(({ input: { requestId, ...change }, context }) => changeRequest(context, requestId, change)),
      preview: preview.handler(({ input, context }) => previewPerson(deps, context, input.profileId)),
      erase: erase.handler(({ input, context }) => orderPerson(deps.stores, context, input)),
      settings: settings.handler(({ input, context }) => changeMayReturn(context, input.mayReturn)),
      retention: retentionRoutes(deps),
      deleteSample: remove.handler(async ({ context }) => {
        await deleteSample(deps, context)
        return { deleted: true as const }
      }),
    },
  }
}

function retentionRoutes({ stores }: PrivacyApi) {
  const { get, put, preview } = endpoints.privacy.retention
  return {
    get: get.handler(async ({ context: { workspaceId, inWorkspace } }) => ({
      rules: await inWorkspace((db) => selectRules({ db, workspaceId })),
    })),
    put: put.handler(({ input, context }) => changeRules(context, input.rules)),
    preview: preview.handler(async ({ input, context: { workspaceId } }) => {
      const facts: number[] = []
      for (const rule of input.rules) facts.push(await countOld({ stores, now: Date.now() }, { workspaceId, rule }))
      return { facts }
    }),
  }
}

async function readOverview({ stores }: PrivacyApi, { workspaceId, inWorkspace }: WorkspaceRequest) {
  const [overview, keptAway] = await inWorkspace(
    async (db) => [await selectOverview({ db, workspaceId }), await countErasedFacts(db, workspaceId)] as const,
  )
  const cleanedAt = await doneAt(stores.postgres.system, 'clean')
  return { ...overview, keptAway, cleanedAt: cleanedAt?.toISOString() ?? null, sampleSince: overview.sampleSince?.toISOString() ?? null }
}

async function previewPerson(deps: PrivacyApi, { workspaceId, inWorkspace }: WorkspaceRequest, id: string) {
  const { profileId, identifiers } = await inWorkspace((db) => subjectOf(db, workspaceId, id))
  const counts = await countOf(deps, { workspaceId, identifiers })
  return { profileId, identifiers: identifiers.map(({ id: identifierId, kind, value }) => ({ identifierId, kind, value })), counts }
}

async function changeMayReturn({ workspaceId, inWorkspace, by }: WorkspaceRequest, mayReturn: boolean) {
  return inWorkspace(async (db) => {
    await updateMayReturn({ db, workspaceId }, mayReturn)
    await record(db, { workspaceId, by }, { verb: 'privacy_settings.change', kind: 'workspace', id: workspaceId, after: { mayReturn } })
    return { mayReturn }
  })
}

async function changeRules({ workspaceId, inWorkspace, by }: WorkspaceRequest, rules: RetentionRule[]) {
  return inWorkspace(async (db) => {
    const before = await selectRules({ db, workspaceId })
    await replaceRules({ db, workspaceId }, rules)
    await record(db, { workspaceId, by }, { verb: 'retention.change', kind: 'workspace', id: workspaceId, before, after: rules })
    return { rules }
  })
}
