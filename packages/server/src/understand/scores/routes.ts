import { endpoints } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import type { Follower } from '../following/index.ts'
import { backTestModel } from './back-test-model.ts'
import { changeModel, createModel, listModels, readModel, removeModel } from './define-model.ts'
import { explainScore } from './explain-score.ts'
import { previewModel } from './preview-model.ts'
import { listAccounts, listScored, listScoresOf, readBoard } from './show-scores.ts'

/** The API of scores. */
export function scoreRoutes({ warehouse, follower }: Pick<Stores, 'warehouse'> & { follower: Follower }) {
  const api = endpoints.scores
  return {
    scores: {
      list: api.list.handler(async ({ context }) => ({ items: await listModels(context) })),
      get: api.get.handler(({ input, context }) => readModel(context, input.modelId)),
      create: api.create.handler(async ({ input, context }) => readModel(context, await createModel(context, input))),
      change: api.change.handler(async ({ input: { modelId, ...change }, context }) => {
        await changeModel(context, modelId, change)
        return readModel(context, modelId)
      }),
      remove: api.remove.handler(async ({ input, context }) => {
        await removeModel(context, input.modelId)
        return { deleted: true as const }
      }),
      board: api.board.handler(({ input, context }) => readBoard(context, input.modelId)),
      people: api.people.handler(({ input, context }) => listScored(context, input)),
      accounts: api.accounts.handler(async ({ input, context }) => ({ items: await listAccounts(context, input.modelId, input.limit) })),
      explain: api.explain.handler(({ input, context }) => explainScore({ warehouse, follower, request: context }, input)),
      ofPerson: api.ofPerson.handler(async ({ input, context }) => ({ items: await listScoresOf(context, input.profileId) })),
      preview: api.preview.handler(async ({ input, context }) => ({
        items: await previewModel({ warehouse, follower, request: context }, input),
      })),
      backTest: api.backTest.handler(({ input, context }) => backTestModel({ warehouse, follower, request: context }, input)),
    },
  }
}
