import type { Scored } from '@percorso/contract'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { theModel } from './define-model.ts'
import { selectModels } from './model-tables.ts'
import { countScored, scoredIn, selectAccounts, selectScored, selectTraitsOf } from './score-tables.ts'
import type { BoardRow } from './score-tables.ts'

const LETTERS = ['A', 'B', 'C', 'D']
const NUMBERS = [1, 2, 3, 4]
const BANDS = 10

/** How many people have each grade, stage and band of scores. */
export async function readBoard({ workspaceId, inWorkspace }: WorkspaceRequest, modelId: number) {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { key, model } = await theModel(scope, modelId)
    const rows = await countScored(scope, key)
    const count = (isMeant: (row: BoardRow) => boolean) => rows.reduce((sum, row) => sum + (isMeant(row) ? row.people : 0), 0)
    return {
      people: count(() => true),
      grades: LETTERS.flatMap((letter) => NUMBERS.map((number) => `${letter}${number}`)).map((grade) => ({ grade, people: count((row) => row.grade === grade) })),
      stages: model.stages.map(({ name }) => ({ stage: name, people: count((row) => row.stage === name) })),
      bands: Array.from({ length: BANDS }, (_, band) => ({ from: band * 10, people: count((row) => row.band === band) })),
    }
  })
} // prettier-ignore

type PeopleWish = { modelId: number; grade?: string | undefined; stage?: string | undefined; cursor?: string | undefined; limit: number }

/** Who has a grade or is at a stage, the highest score first. */
export async function listScored({ workspaceId, inWorkspace }: WorkspaceRequest, { modelId, grade, stage, cursor, limit }: PeopleWish) {
  const place = fromCursor<[number, string]>(cursor, ['number', 'string'])
  const after = place && { score: place[0], profileId: place[1] }
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { key } = await theModel(scope, modelId)
    const rows = await selectScored(scope, key, { grade: grade ?? null, stage: stage ?? null, after, limit: limit + 1 })
    const shown = rows.map(({ profileId, name, kind, value, lastSeen, traits }) => ({
      profileId,
      name,
      head: { kind, value },
      lastSeen: lastSeen.toISOString(),
      ...scoredIn(key, traits)!,
    }))
    return toPage(shown, limit, ({ score, profileId }) => [score, profileId])
  })
}

/** Accounts by the scores of their people, the best first. */
export async function listAccounts({ workspaceId, inWorkspace }: WorkspaceRequest, modelId: number, limit: number) {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { key } = await theModel(scope, modelId)
    const rows = await selectAccounts(scope, key, limit)
    return rows.map(({ best, bestId, ...row }) => ({ ...row, best: { profileId: bestId, ...scoredIn(key, best)! } }))
  })
}

type NamedScore = Scored & { modelId: number; name: string; key: string }

/** All scores of somebody. */
export async function listScoresOf({ workspaceId, inWorkspace }: WorkspaceRequest, profileId: string): Promise<NamedScore[]> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const traits = await selectTraitsOf(scope, profileId)
    return (await selectModels(scope)).flatMap(({ modelId, name, key }) => {
      const found = scoredIn(key, traits)
      return found ? { modelId, name, key, ...found } : []
    })
  })
}
