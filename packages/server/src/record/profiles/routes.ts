import type { Warehouse } from '../../stores/index.ts'
import { record } from '../access/index.ts'
import type { ReadScope } from './profile-tables.ts'
import { countPeople } from './count-people.ts'
import { listLinks } from './list-links.ts'
import { listPeople } from './list-people.ts'
import { changePolicy, readPolicy } from './policy.ts'
import { previewMerge, previewUndo } from './preview-merge.ts'
import type { Pair } from './preview-merge.ts'
import { listAccounts, listMembers, peopleBehind, readAccount } from './read-accounts.ts'
import { findProfile, readProfile } from './read-profile.ts'
import { selectAccountWeeks } from './overview-facts.ts'
import { readOverview } from './read-overview.ts'
import { identifierIdsOf, readLife, readTimeline } from './read-timeline.ts'
import { suggestTraits } from './suggest-traits.ts'
import { redoMerge, undoMerge } from './undo-merge.ts'
import { endpoints } from './workspace-request.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

/** The API about people, merges, accounts and the identity policy. */
export function profileRoutes({ warehouse }: { warehouse: Warehouse }) {
  return { profiles: peopleRoutes(warehouse), merges: mergeRoutes(), accounts: accountRoutes(warehouse), policy: policyRoutes() }
}

function peopleRoutes(warehouse: Warehouse) {
  const { list, count, traitKeys, get, find, timeline, overview, links } = endpoints.profiles
  return {
    list: list.handler(({ input, context }) => listPeople(context, input)),
    count: count.handler(({ input, context }) => countPeople(context, input)),
    traitKeys: traitKeys.handler(({ context }) => suggestTraits(context)),
    get: get.handler(({ input, context }) => within(context, (scope) => readProfile(scope, input.profileId))),
    find: find.handler(({ input, context }) => within(context, (scope) => findProfile(scope, input))),
    timeline: timeline.handler(async ({ input: { profileId, ...page }, context }) => {
      const life = await within(context, (scope) => readLife(scope, profileId))
      return readTimeline(warehouse, { workspaceId: context.workspaceId, life }, page)
    }),
    overview: overview.handler(async ({ input, context }) => {
      const identifierIds = await within(context, (scope) => identifierIdsOf(scope, input.profileId))
      return readOverview(warehouse, { workspaceId: context.workspaceId, identifierIds })
    }),
    links: links.handler(({ input, context }) => within(context, (scope) => listLinks(scope, input.profileId))),
  }
}

function mergeRoutes() {
  const { preview, previewUndo: undoPreview, undo, redo } = endpoints.merges
  return {
    preview: preview.handler(({ input, context }) => within(context, (scope) => previewMerge(scope, stored(input)))),
    previewUndo: undoPreview.handler(({ input, context }) => within(context, (scope) => previewUndo(scope, stored(input)))),
    undo: undo.handler(({ input, context }) =>
      noted(context, stored(input), { verb: 'merge.undo', work: (scope, pair) => undoMerge(scope, pair, context.actor) }),
    ),
    redo: redo.handler(({ input, context }) => noted(context, stored(input), { verb: 'merge.redo', work: redoMerge })),
  }
}

function accountRoutes(warehouse: Warehouse) {
  const { list, get, members, activity } = endpoints.accounts
  return {
    list: list.handler(({ input, context }) => within(context, (scope) => listAccounts(scope, input))),
    get: get.handler(({ input, context }) => within(context, (scope) => readAccount(scope, input.accountId))),
    members: members.handler(({ input, context }) => within(context, (scope) => listMembers(scope, input))),
    activity: activity.handler(async ({ input: { accountId }, context }) => {
      const { workspaceId } = context
      const identifierIds = await within(context, (scope) => peopleBehind(scope, accountId))
      return { weeks: await selectAccountWeeks(warehouse, { workspaceId, identifierIds, accountId }) }
    }),
  }
}

function policyRoutes() {
  const { get, put } = endpoints.policy
  return {
    get: get.handler(({ context }) => within(context, readPolicy)),
    put: put.handler(({ input, context }) =>
      within(context, async (scope) => {
        const before = await readPolicy(scope)
        const after = await changePolicy(scope, input)
        await record(scope.db, context, { verb: 'policy.change', kind: 'workspace', id: context.workspaceId, before, after })
        return after
      }),
    ),
  }
}

type Decision<T> = { verb: string; work: (scope: ReadScope, pair: Pair) => Promise<T> }

/** Decides about two identifiers, and says so in the audit log. */
async function noted<T>(context: WorkspaceRequest, pair: Pair, { verb, work }: Decision<T>): Promise<T> {
  return within(context, async (scope) => {
    const result = await work(scope, pair)
    await record(scope.db, context, { verb, kind: 'person', id: pair.a, after: pair })
    return result
  })
}

/** Ids as they are stored: a UUID may come in capitals. */
function stored({ a, b }: Pair): Pair {
  return { a: a.toLowerCase(), b: b.toLowerCase() }
}

async function within<T>({ workspaceId, inWorkspace }: WorkspaceRequest, work: (scope: ReadScope) => Promise<T>): Promise<T> {
  return inWorkspace((db) => work({ db, workspaceId }))
}
