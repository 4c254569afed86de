import type { Warehouse } from '../../stores/index.ts'
import type { ReadScope } from './profile-tables.ts'
import { listLinks } from './list-links.ts'
import { changePolicy, readPolicy } from './policy.ts'
import { previewMerge, previewUndo } from './preview-merge.ts'
import type { Pair } from './preview-merge.ts'
import { listAccounts, listMembers, readAccount } from './read-accounts.ts'
import { findProfile, readProfile } from './read-profile.ts'
import { identifierIdsOf, readTimeline } from './read-timeline.ts'
import { searchProfiles } from './search-profiles.ts'
import { redoMerge, undoMerge } from './undo-merge.ts'
import { endpoints } from './workspace-request.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

/** The API about people, merges, accounts and the identity policy. */
export function profileRoutes({ warehouse }: { warehouse: Warehouse }) {
  return { profiles: peopleRoutes(warehouse), merges: mergeRoutes(), accounts: accountRoutes(), policy: policyRoutes() }
}

function peopleRoutes(warehouse: Warehouse) {
  const { list, get, find, timeline, links } = endpoints.profiles
  return {
    list: list.handler(({ input, context }) => searchProfiles(context, warehouse, input)),
    get: get.handler(({ input, context }) => within(context, (scope) => readProfile(scope, input.profileId))),
    find: find.handler(({ input, context }) => within(context, (scope) => findProfile(scope, input))),
    timeline: timeline.handler(async ({ input, context }) => {
      const identifierIds = await within(context, (scope) => identifierIdsOf(scope, input.profileId))
      return readTimeline(warehouse, { workspaceId: context.workspaceId, identifierIds }, input)
    }),
    links: links.handler(({ input, context }) => within(context, (scope) => listLinks(scope, input.profileId))),
  }
}

function mergeRoutes() {
  const { preview, previewUndo: undoPreview, undo, redo } = endpoints.merges
  return {
    preview: preview.handler(({ input, context }) => within(context, (scope) => previewMerge(scope, stored(input)))),
    previewUndo: undoPreview.handler(({ input, context }) => within(context, (scope) => previewUndo(scope, stored(input)))),
    undo: undo.handler(({ input, context }) => within(context, (scope) => undoMerge(scope, stored(input), context.actor))),
    redo: redo.handler(({ input, context }) => within(context, (scope) => redoMerge(scope, stored(input)))),
  }
}

function accountRoutes() {
  const { list, get, members } = endpoints.accounts
  return {
    list: list.handler(({ input, context }) => within(context, (scope) => listAccounts(scope, input))),
    get: get.handler(({ input, context }) => within(context, (scope) => readAccount(scope, input.accountId))),
    members: members.handler(({ input, context }) => listMembers(context, input)),
  }
}

function policyRoutes() {
  const { get, put } = endpoints.policy
  return {
    get: get.handler(({ context }) => within(context, readPolicy)),
    put: put.handler(({ input, context }) => within(context, (scope) => changePolicy(scope, input))),
  }
}

/** Ids as they are stored: a UUID may come in capitals. */
function stored({ a, b }: Pair): Pair {
  return { a: a.toLowerCase(), b: b.toLowerCase() }
}

async function within<T>({ workspaceId, inWorkspace }: WorkspaceRequest, work: (scope: ReadScope) => Promise<T>): Promise<T> {
  return inWorkspace((db) => work({ db, workspaceId }))
}
