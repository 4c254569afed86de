import type { home } from '@percorso/contract'
import type * as z from 'zod'
import { readAccessPulse } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { readCollectPulse } from '../../record/collect/index.ts'
import type { CollectPulse } from '../../record/collect/index.ts'
import { hasImported } from '../../record/imports/index.ts'
import { countPeopleSince } from '../../record/profiles/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { lastVisit } from './look-tables.ts'

export type Home = z.infer<typeof home>

const WEEK_MS = 7 * 24 * 3_600_000

type Ask = { warehouse: Warehouse; now: number; since: string | undefined }

/** What happened in a workspace since whoever asks was last here: each room says its own part. */
export async function readHome(request: WorkspaceRequest, { warehouse, now, since: given }: Ask): Promise<Home> {
  const { workspaceId, inWorkspace, session } = request
  const userId = session?.userId ?? null
  const before = given === undefined ? await lastLook(request) : Date.parse(given)
  const since = before ?? now - WEEK_MS
  const collected = readCollectPulse({ workspaceId, since, now, warehouse, inWorkspace })
  const { people, imported, access } = await inWorkspace(async (db) => ({
    people: await countPeopleSince({ db, workspaceId }, since),
    imported: await hasImported({ db, workspaceId }),
    access: await readAccessPulse(db, { workspaceId, userId }),
  }))
  const { facts, rejected, hours, troubles, ...done } = await collected
  return {
    since: new Date(since).toISOString(),
    returned: before !== undefined,
    facts,
    people,
    rejected,
    hours: hours.map(({ hour, facts: received }) => ({ hour: hour.toISOString(), facts: received })),
    troubles: troubles.map((one) => ({
      ...one,
      lastReceivedAt: one.lastReceivedAt === null ? null : new Date(one.lastReceivedAt).toISOString(),
    })),
    steps: firstSteps(done, { imported, ...access }),
    sample: access.sample,
  }
}

async function lastLook({ workspaceId, inWorkspace, session }: WorkspaceRequest): Promise<number | undefined> {
  return session && inWorkspace((db) => lastVisit({ db, workspaceId, userId: session.userId }))
}

type Done = { imported: boolean; invited: boolean; secondFactor: boolean }

function firstSteps(
  { hasSource, hasFacts }: Pick<CollectPulse, 'hasSource' | 'hasFacts'>,
  { imported, invited, secondFactor }: Done,
): Home['steps'] {
  return [
    { step: 'create-source', done: hasSource },
    { step: 'first-fact', done: hasFacts },
    { step: 'import-history', done: imported },
    { step: 'invite-colleague', done: invited },
    { step: 'second-factor', done: secondFactor },
  ]
}
