import type { WorkspaceRequest } from '../access/index.ts'
import { joinByHand, nameIdentifiers } from '../profiles/index.ts'
import { newSaying, sayByHand } from './say-by-hand.ts'

type Pair = { a: string; b: string }

/** Two people are one: decided now, so that the answer is the person they make, and said by a fact, so that no replay forgets it. */
export async function mergeByHand(request: WorkspaceRequest, { a, b }: Pair): ReturnType<typeof joinByHand> {
  const { workspaceId, inWorkspace } = request
  const pair = { a: a.toLowerCase(), b: b.toLowerCase() }
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const saying = await newSaying(scope)
    const change = await joinByHand(scope, pair, saying)
    const names = await nameIdentifiers(scope, [pair.a, pair.b])
    const entry = { verb: 'person.merge', kind: 'person', id: change.after[0]!.profileId, after: pair }
    await sayByHand(scope, request, { ...saying, about: [...names.values()], fact: { type: 'track', event: 'People Merged' }, entry })
    return change
  })
}
