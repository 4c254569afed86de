import { systemClock } from '../../ground/index.ts'
import { endpoints } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { noteLook } from './look-tables.ts'
import { readHome } from './read-home.ts'

/** The API of the home page. It only puts together what the rooms say of themselves. */
export function homeRoutes({ warehouse }: { warehouse: Warehouse }) {
  const { read, look } = endpoints.home
  return {
    home: {
      read: read.handler(({ input, context }) => readHome(context, { warehouse, now: systemClock.now(), since: input.since })),
      look: look.handler(async ({ context }) => {
        const { workspaceId, session, inWorkspace } = context
        if (session) await inWorkspace((db) => noteLook({ db, workspaceId, userId: session.userId }))
        return { done: true as const }
      }),
    },
  }
}
