import { randomBytes } from 'node:crypto'
import type { MapDocument, MapShare } from '@percorso/contract'
import { PercorsoError, hashSecret } from '../../ground/index.ts'
import type { Clock } from '../../ground/index.ts'
import { limitAttempts, record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { listTouchpoints } from '../touchpoints/index.ts'
import { mustBeThere } from './map-request.ts'
import type { Asking } from './map-request.ts'
import { insertShare, revokeShareRow, selectShares, useShare } from './share-tables.ts'
import type { ShareRow } from './share-tables.ts'

const DAY_MS = 86_400_000
const TOKEN_BYTES = 32

/** Makes a link by which anybody may read a map for so many days. What is in it is told now and never again. */
export async function shareMap({ request, clock }: Asking, { mapId, days }: { mapId: number; days: number }) {
  const { workspaceId, inWorkspace: inOwn, by } = request
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const now = clock.now()
  const made = { mapId, hash: hashSecret(token), now: new Date(now), by: by.name, expiresAt: new Date(now + days * DAY_MS) }
  const row = await inOwn(async (db) => {
    const scope = { db, workspaceId }
    await mustBeThere(scope, mapId)
    const share = await insertShare(scope, made)
    await record(db, request, { verb: 'map.share', kind: 'map', id: mapId, after: { shareId: share.shareId, days } })
    return share
  })
  return { ...shownShare(row), token, url: `${originOf(request)}/shared/maps/${token}` }
}

/** Links of a map, the latest first. */
export async function listShares({ workspaceId, inWorkspace: inOwn }: WorkspaceRequest, mapId: number): Promise<MapShare[]> {
  const rows = await inOwn(async (db) => {
    const scope = { db, workspaceId }
    await mustBeThere(scope, mapId)
    return selectShares(scope, mapId)
  })
  return rows.map(shownShare)
}

/** From now on the link leads nowhere. */
export async function revokeShare({ request, clock }: Asking, wanted: { mapId: number; shareId: number }): Promise<void> {
  const { workspaceId, inWorkspace: inOwn } = request
  await inOwn(async (db) => {
    const revoked = await revokeShareRow({ db, workspaceId }, { ...wanted, now: new Date(clock.now()) })
    if (!revoked) throw new PercorsoError('no_such_link', 'There is no such link that works.', { status: 404 })
    await record(db, request, { verb: 'map.revoke', kind: 'map', id: wanted.mapId, before: { shareId: wanted.shareId } })
  })
}

type Public = { postgres: Postgres; clock: Clock; request: WorkspaceRequest }

/**
 * The map of a link, for whoever has it. A link that never was, one that expired and one that was revoked are answered alike, and are counted: nobody
 * tries many.
 */
export async function readShared({ postgres, clock, request }: Public, token: string) {
  const found = await useShare(postgres.system, hashSecret(token), new Date(clock.now()))
  if (!found) {
    await limitAttempts({ postgres, clock }, { network: request.browser?.network ?? null })
    throw new PercorsoError('no_such_link', 'This link leads to no map.', { status: 404, hint: 'It may have expired or been taken back. Ask whoever sent it.' }) // prettier-ignore
  }
  const { workspaceId, expiresAt, measures } = found
  const document = withoutPeople(found.document)
  const named = new Set(Object.values(document.steps).flatMap(({ touchpoints }) => touchpoints))
  const all = await inWorkspace(postgres, workspaceId, (db) => listTouchpoints({ db, workspaceId }))
  const shown = all.filter(({ touchpointId }) => named.has(touchpointId))
  return {
    document,
    measures,
    touchpoints: Object.fromEntries(shown.map(({ touchpointId, name }) => [touchpointId, name])),
    expiresAt: expiresAt.toISOString(),
  }
}

/** Whom a workspace has in which segment, and by which rule, is nobody else's business. */
function withoutPeople({ persona, question, ...document }: MapDocument): MapDocument {
  const { segmentId: _segment, who: _rule, ...asked } = question ?? {}
  return { ...document, persona: { ...persona, segmentId: null }, question: question && { ...asked, by: question.by } }
}

function originOf({ browser }: WorkspaceRequest): string {
  if (!browser) throw new Error('a link was asked for by something that is no request')
  return browser.origin
}

function shownShare({ createdAt, expiresAt, revokedAt, lastUsedAt, ...row }: ShareRow): MapShare {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
