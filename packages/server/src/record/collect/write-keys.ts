import type * as z from 'zod'
import type { source, writeKey } from '@percorso/contract'
import { PercorsoError, hashSecret, newSecret } from '../../ground/index.ts'
import type { Db } from '../../stores/index.ts'
import { insertSource, insertWriteKey, selectSources, selectWriteKeys, updateRevoked } from './write-key-tables.ts'
import type { SourceRow, WriteKeyRow } from './write-key-tables.ts'

export type Source = z.infer<typeof source>
export type WriteKey = z.infer<typeof writeKey>

export async function createSource(db: Db, workspaceId: number, name: string): Promise<Source> {
  return shownSource(await insertSource(db, workspaceId, name))
}

export async function listSources(db: Db, workspaceId: number): Promise<Source[]> {
  return (await selectSources(db, workspaceId)).map(shownSource)
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
  if (!row) throw new PercorsoError('source_not_found', 'There is no such source.', { status: 404 })
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

function shownSource({ createdAt, ...row }: SourceRow): Source {
  return { ...row, createdAt: createdAt.toISOString() }
}

function shownKey({ createdAt, revokedAt, ...row }: WriteKeyRow): WriteKey {
  return { ...row, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null }
}
