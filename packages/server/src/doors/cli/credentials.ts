import fs from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { PercorsoError, hashSecret, systemClock } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inTransaction } from '../../stores/index.ts'
import { createToken } from '../http/index.ts'
import { firstWorkspace, isWriteKeyGood } from './credential-tables.ts'

export type Credentials = { workspaceId: number; writeKey: string; adminToken: string }
type Door = { app: FastifyInstance; postgres: Postgres; dataDir: string }

const fileOf = (dataDir: string) => path.join(dataDir, 'credentials.json')

export function readCredentials(dataDir: string): Credentials | undefined {
  try {
    return JSON.parse(fs.readFileSync(fileOf(dataDir), 'utf8')) as Credentials
  } catch {
    return undefined
  }
}

/**
 * A write key and a token of the first workspace that work, made where they are missing. The database has only their hashes, so they are
 * kept in a file that nobody but us can read: a later start can print them again.
 */
export async function keepCredentials(door: Door): Promise<Credentials & { isFirstStart: boolean }> {
  const { workspaceId, isNew } = await inTransaction(door.postgres.system, firstWorkspace)
  const kept = readCredentials(door.dataDir)
  const adminToken = (await workingToken(door, kept)) ?? (await newToken(door, workspaceId))
  const owned = { ...door, workspaceId, adminToken }
  const writeKey = (await workingKey(owned, kept)) ?? (await newKey(owned))
  const credentials = { workspaceId, writeKey, adminToken }
  if (JSON.stringify(kept) !== JSON.stringify(credentials)) write(door.dataDir, credentials)
  return { ...credentials, isFirstStart: isNew }
}

async function workingToken({ app }: Door, kept: Credentials | undefined): Promise<string | undefined> {
  if (!kept?.adminToken) return undefined
  const { statusCode } = await app.inject({ url: '/api/v1/sources', headers: { authorization: `Bearer ${kept.adminToken}` } })
  return statusCode === 200 ? kept.adminToken : undefined
}

async function newToken({ postgres }: Door, workspaceId: number): Promise<string> {
  return createToken({ postgres, clock: systemClock }, { workspaceId, kind: 'token', name: 'Command line' })
}

type Owned = Door & { workspaceId: number; adminToken: string }

async function workingKey({ postgres, workspaceId }: Owned, kept: Credentials | undefined): Promise<string | undefined> {
  if (!kept?.writeKey) return undefined
  return (await isWriteKeyGood(postgres.system, workspaceId, hashSecret(kept.writeKey))) ? kept.writeKey : undefined
}

async function newKey(door: Owned): Promise<string> {
  const sources = await ask<{ sourceId: number }[]>(door, { method: 'GET', url: '/api/v1/sources' })
  const source =
    sources[0] ?? (await ask<{ sourceId: number }>(door, { method: 'POST', url: '/api/v1/sources', payload: { name: 'My website' } }))
  const url = `/api/v1/sources/${source.sourceId}/write-keys`
  return (await ask<{ writeKey: string }>(door, { method: 'POST', url, payload: { allowedOrigins: [] } })).writeKey
}

async function ask<Answer>({ app, adminToken }: Owned, request: InjectOptions): Promise<Answer> {
  const answer = await app.inject({ ...request, headers: { authorization: `Bearer ${adminToken}` } })
  if (answer.statusCode >= 400) throw new PercorsoError('first_start_failed', `The first start failed: ${answer.body}`)
  return answer.json<Answer>()
}

function write(dataDir: string, credentials: Credentials): void {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const file = fileOf(dataDir)
  fs.rmSync(`${file}.new`, { force: true }) // its mode would be kept
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(credentials, undefined, 2)}\n`, { mode: 0o600, flush: true })
  fs.renameSync(`${file}.new`, file)
}
