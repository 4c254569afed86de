import { endpoints } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import type { Follower } from '../following/index.ts'
import { addMembers, takeMembersOut } from './change-members.ts'
import { changeSet, createSet, removeSet } from './define-set.ts'
import { listMembers, listSets, readSet } from './show-sets.ts'

/** The API of uploaded sets. */
export function setRoutes({ postgres, follower }: Pick<Stores, 'postgres'> & { follower: Follower }) {
  const api = endpoints.sets
  return {
    sets: {
      list: api.list.handler(async ({ context }) => ({ items: await listSets(context) })),
      get: api.get.handler(({ input, context }) => readSet(context, input.setId)),
      create: api.create.handler(async ({ input, context }) => readSet(context, await createSet(context, input))),
      change: api.change.handler(async ({ input: { setId, ...change }, context }) => {
        await changeSet(context, setId, change)
        return readSet(context, setId)
      }),
      add: api.add.handler(({ input, context }) => addMembers({ request: context, follower, postgres }, input)),
      takeOut: api.takeOut.handler(({ input, context }) => takeMembersOut({ request: context, follower, postgres }, input)),
      members: api.members.handler(({ input, context }) => listMembers(context, input)),
      remove: api.remove.handler(async ({ input, context }) => {
        await removeSet(context, input.setId)
        return { deleted: true as const }
      }),
    },
  }
}
