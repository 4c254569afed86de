import type { Clock } from '../../ground/index.ts'
import { endpoints } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import { changeInitiative, createInitiative, listInitiatives, readInitiative, removeInitiative } from './define-initiative.ts'
import { listGapPeople } from './list-gap-people.ts'
import { measureEffect } from './measure-effect.ts'
import { showGaps } from './show-gaps.ts'
import { showParts } from './show-parts.ts'

/** The API of gaps and initiatives. */
export function gapRoutes({ warehouse, clock }: Pick<Stores, 'warehouse'> & { clock: Clock }) {
  const { gaps, initiatives } = endpoints
  const asking = (request: WorkspaceRequest) => ({ warehouse, request })
  const changing = (request: WorkspaceRequest) => ({ request, clock })
  return {
    gaps: {
      show: gaps.show.handler(({ input, context }) => showGaps(asking(context), input)),
      people: gaps.people.handler(({ input, context }) => listGapPeople(asking(context), input)),
      byPart: gaps.byPart.handler(({ input, context }) => showParts(asking(context), input)),
    },
    initiatives: {
      list: initiatives.list.handler(({ input, context }) => listInitiatives(context, input)),
      get: initiatives.get.handler(({ input, context }) => readInitiative(context, input.initiativeId)),
      create: initiatives.create.handler(({ input, context }) => createInitiative(changing(context), input)),
      change: initiatives.change.handler(({ input, context }) => changeInitiative(changing(context), input.initiativeId, input.draft)),
      remove: initiatives.remove.handler(async ({ input, context }) => {
        await removeInitiative(context, input.initiativeId)
        return { deleted: true as const }
      }),
      effect: initiatives.effect.handler(async ({ input, context }) => {
        const initiative = await readInitiative(context, input.initiativeId)
        return { effect: await measureEffect(asking(context), initiative, clock.now()) }
      }),
    },
  }
}
