import type { Segment, SegmentState } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { theSegment } from './define-segment.ts'
import { readStandings } from '../following/index.ts'
import { selectMembers, selectMemberships, selectOverlap, selectSizes } from './read-tables.ts'
import { selectSegments, selectVersions } from './segment-tables.ts'
import type { SegmentRow } from './segment-tables.ts'

const DAY_MS = 86_400_000
const HOURLY_DAYS = 7

/** All segments, by name. */
export async function listSegments({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<Segment[]> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const show = await readStandings(scope)
    return (await selectSegments(scope)).map((row) => ({ ...show('segment', row.segmentId, row), state: shownState(row) }))
  })
}

/** One segment, with those that name it. */
export async function readSegment(request: WorkspaceRequest, segmentId: number): Promise<Segment> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const row = await theSegment(scope, segmentId)
    return { ...(await readStandings(scope))('segment', segmentId, row), state: shownState(row) }
  })
}

function shownState({ state }: SegmentRow): SegmentState {
  return state === 'judging' ? 'filling' : state
}

type MembersWish = { segmentId: number; cursor?: string | undefined; limit: number }

/** Who is in, the newest first. */
export async function listMembers({ workspaceId, inWorkspace }: WorkspaceRequest, { segmentId, cursor, limit }: MembersWish) {
  const place = fromCursor<[string, string]>(cursor, ['string', 'string'])
  const after = place && { since: place[0], profileId: place[1] }
  const rows = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await theSegment(scope, segmentId)
    return selectMembers(scope, segmentId, { after, limit: limit + 1 })
  })
  const { items, next } = toPage(rows, limit, ({ since, profileId }) => [since.toISOString(), profileId])
  return { items: items.map(({ kind, value, lastSeen, since, ...row }) => ({ ...row, head: { kind, value }, lastSeen: lastSeen.toISOString(), since: since.toISOString() })), next } // prettier-ignore
}

/** Size over time: what it was after each hour or day, reckoned back from what it is now. */
export async function readSizes({ workspaceId, inWorkspace }: WorkspaceRequest, segmentId: number, days: number) {
  const step = days <= HOURLY_DAYS ? ('hour' as const) : ('day' as const)
  const since = new Date(systemClock.now() - days * DAY_MS)
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    let { size } = await theSegment(scope, segmentId)
    const rows = await selectSizes(scope, segmentId, { since, step })
    const items = rows.toReversed().map(({ at, change, entered, left }) => {
      const item = { at: at.toISOString(), size, entered, left }
      size -= change
      return item
    })
    return { step, items: items.toReversed() }
  })
}

/** How many of its people are in each other segment. */
export async function readOverlap({ workspaceId, inWorkspace }: WorkspaceRequest, segmentId: number) {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await theSegment(scope, segmentId)
    const both = new Map((await selectOverlap(scope, segmentId)).map((row) => [row.segmentId, row.both]))
    const others = (await selectSegments(scope)).filter((row) => row.segmentId !== segmentId)
    return others.map((row) => ({ segmentId: row.segmentId, name: row.name, size: row.size, both: both.get(row.segmentId) ?? 0 }))
  })
}

/** What its rule was, and when. */
export async function listVersions({ workspaceId, inWorkspace }: WorkspaceRequest, segmentId: number) {
  return inWorkspace(async (db) => {
    await theSegment({ db, workspaceId }, segmentId)
    const rows = await selectVersions({ db, workspaceId }, segmentId)
    return rows.map(({ since, ...row }) => ({ ...row, since: since.toISOString() }))
  })
}

/** The segments somebody is in. */
export async function listMemberships({ workspaceId, inWorkspace }: WorkspaceRequest, profileId: string) {
  const rows = await inWorkspace((db) => selectMemberships({ db, workspaceId }, profileId))
  return rows.map(({ since, ...row }) => ({ ...row, since: since.toISOString() }))
}
