import type * as z from 'zod'
import type { source, writeKey } from '@percorso/contract'
import { PercorsoError, hashSecret, newSecret } from '../../ground/index.ts'
import type { Db } from '../../stores/index.ts'
import { insertSource, insertWriteKey, selectSources, selectWriteKeys, updateRevoked, updateSource } from './write-key-tables.ts'
import type { SourceChange, SourceRow, WriteKeyRow } from './write-key-tables.ts'

export type Source = z.infer<typeof source>
export type WriteKey = z.infer<typeof writeKey>

export async function createSource(db: Db, workspaceId: number, name: string): Promise<Source> {
  return shownSource(await insertSource(db, workspaceId, name))
}

export async function listSources(db: Db, workspaceId: number): Promise<Source[]> {
  return (await selectSources(db, workspaceId)).map(shownSource)
}

/** Renames a source, archives it (its keys open nothing then) or brings it back. Returns it as it was and as it is. */
export async function changeSource(
  db: Db,
  ref: { workspaceId: number; sourceId: number },
  change: SourceChange,
): Promise<{ before: Source; after: Source }> {
  const changed = (await updateSource(db, ref, change)) ?? noSuchSource()
  return { before: shownSource(changed.before), after: shownSource(changed.after) }
}

/** Makes a write key. The key itself is returned this once; only its hash is kept. */
export async function createWriteKey(
  db: Db,
  workspaceId: number,
  { sourceId, allowedOrigins }: { sourceId: number; allowedOrigins: string[] },
): Promise<WriteKey & { writeKey: string }> {
  const secret = newSecret('wk')
  const key = { sourceId, keyHash: hashSecret(secret), hint: secret.slice(-4), allowedOrigins: allowedOrigins.map(bareOrigin) }
  const row = await insertWriteKey(db, workspaceId, key)
  if (!row) noSuchSource()
  return { ...shownKey(row), writeKey: secret }
}

export async function listWriteKeys(db: Db, workspaceId: number, sourceId: number): Promise<WriteKey[]> {
  return (await selectWriteKeys(db, workspaceId, sourceId)).map(shownKey)
}

/** From five seconds later at most, nothing that comes with this key is taken any more. */
export async function revokeWriteKey(db: Db, workspaceId: number, writeKeyId: number): Promise<WriteKey> {
  const row = await updateRevoked(db, workspaceId, writeKeyId)
  if (!row) throw new PercorsoError('write_key_not_found', 'There is no such write key.', { status: 404 })
  return shownKey(row)
}

/** People paste addresses; browsers send scheme, host and port only. */
function bareOrigin(address: string): string {
  return address === '*' || !URL.canParse(address) ? address : new URL(address).origin
}

export function noSuchSource(): never {
  throw new PercorsoError('source_not_found', 'There is no such source.', { status: 404 })
}

function shownSource({ createdAt, archivedAt, ...row }: SourceRow): Source {
  return { ...row, createdAt: createdAt.toISOString(), archivedAt: archivedAt?.toISOString() ?? null }
}

function shownKey({ createdAt, revokedAt, ...row }: WriteKeyRow): WriteKey {
  return { ...row, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null }
}
