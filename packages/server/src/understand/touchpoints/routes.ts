import { endpoints } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import { changeTouchpoint, createTouchpoint, orderTouchpoints, readTouchpoint, removeTouchpoint } from './define-touchpoint.ts'
import { discover } from './discover.ts'
import { showBoard } from './show-board.ts'
import { showExperience } from './show-experience.ts'
import { listMet, previewMatches, showNeighbours, showVolume } from './show-touchpoint.ts'
import { listTouchpoints } from './touchpoint-tables.ts'

/** The API of touchpoints. */
export function touchpointRoutes({ warehouse }: Pick<Stores, 'warehouse'>) {
  const api = endpoints.touchpoints
  const list = async ({ workspaceId, inWorkspace }: WorkspaceRequest) => ({
    items: await inWorkspace((db) => listTouchpoints({ db, workspaceId })),
  })
  const read = ({ workspaceId, inWorkspace }: WorkspaceRequest, touchpointId: number) =>
    inWorkspace((db) => readTouchpoint({ db, workspaceId }, touchpointId))
  return {
    touchpoints: {
      list: api.list.handler(({ context }) => list(context)),
      get: api.get.handler(({ input, context }) => read(context, input.touchpointId)),
      create: api.create.handler(async ({ input, context }) => read(context, await createTouchpoint(context, input))),
      change: api.change.handler(async ({ input: { touchpointId, ...change }, context }) => {
        await changeTouchpoint(context, touchpointId, change)
        return read(context, touchpointId)
      }),
      order: api.order.handler(async ({ input, context }) => {
        await orderTouchpoints(context, input.touchpointIds)
        return list(context)
      }),
      remove: api.remove.handler(async ({ input, context }) => {
        await removeTouchpoint(context, input.touchpointId)
        return { deleted: true as const }
      }),
      preview: api.preview.handler(({ input, context }) => previewMatches({ warehouse, request: context }, input)),
      board: api.board.handler(({ input, context }) => showBoard({ warehouse, request: context }, input.days)),
      volume: api.volume.handler(({ input, context }) => showVolume({ warehouse, request: context }, input)),
      people: api.people.handler(({ input, context }) => listMet({ warehouse, request: context }, input)),
      neighbours: api.neighbours.handler(({ input, context }) => showNeighbours({ warehouse, request: context }, input)),
      experience: api.experience.handler(({ input, context }) => showExperience({ warehouse, request: context }, input)),
      discover: api.discover.handler(({ input, context }) => discover({ warehouse, request: context }, input)),
    },
  }
}
