import { endpoints } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import type { Follower } from '../following/index.ts'
import { changeTrait, createTrait, listTraits, readTrait, removeTrait } from './define-trait.ts'
import { previewTrait } from './preview-trait.ts'

/** The API of computed traits. */
export function traitRoutes({ warehouse, follower }: Pick<Stores, 'warehouse'> & { follower: Follower }) {
  const api = endpoints.computedTraits
  return {
    computedTraits: {
      list: api.list.handler(async ({ context }) => ({ items: await listTraits(context) })),
      create: api.create.handler(async ({ input, context }) => readTrait(context, await createTrait(context, input))),
      change: api.change.handler(async ({ input: { traitId, ...change }, context }) => {
        await changeTrait(context, traitId, change)
        return readTrait(context, traitId)
      }),
      remove: api.remove.handler(async ({ input, context }) => {
        await removeTrait(context, input.traitId)
        return { deleted: true as const }
      }),
      preview: api.preview.handler(async ({ input, context }) => ({
        items: await previewTrait({ warehouse, follower, request: context }, input),
      })),
    },
  }
}
