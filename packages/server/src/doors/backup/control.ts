import { createHash } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { PercorsoError } from '../../ground/index.ts'
import { makeResetLink } from '../../record/access/index.ts'
import { keepHouse } from '../../record/privacy/index.ts'
import type { HouseDeps } from '../../record/privacy/index.ts'
import { backUp } from './back-up.ts'
import type { BackupDeps } from './back-up.ts'
import type { Manifest } from './manifest.ts'

const SOCKET_PATH_BYTES_MAX = 103 // the smallest limit of the systems we run on (macOS)

type Kept = Awaited<ReturnType<typeof keepHouse>>
type Message<Result = Manifest | Kept | string> =
  { part: string; rows: number } | { done: Result } | { error: { code: string; message: string; hint?: string } }

export type ControlDeps = BackupDeps & { house: HouseDeps }

/**
 * The way in for whoever may read our data folder, and for nobody else: a socket in a closed folder. Over the network nobody could be
 * allowed to say where on this machine to write a copy of everything.
 */
export async function startControl(deps: ControlDeps, dataDir: string): Promise<{ socket: string; stop(): Promise<void> }> {
  const socket = socketIn(dataDir)
  fs.rmSync(socket, { force: true }) // of a server that was killed; the data folder's lock says that it is ours now
  const server = http.createServer((request, response) => void serve(deps, request, response))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve))
  return {
    socket,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Has the running server write a backup into a folder. */
export async function askForBackup(socketPath: string, folder: string, onPart: BackupDeps['onPart']): Promise<Manifest> {
  return ask<Manifest>({ socketPath, path: '/backup' }, { folder }, onPart)
}

/** Has the running server do now what it does at night. */
export async function askForHousekeeping(socketPath: string): Promise<Kept> {
  return ask<Kept>({ socketPath, path: '/housekeeping' }, {})
}

/** Has the running server make a link with which somebody sets a new password. */
export async function askForResetLink(socketPath: string, wish: { email: string; origin: string }): Promise<string> {
  return ask<string>({ socketPath, path: '/reset-link' }, wish)
}

type Address = { socketPath: string; path: string }

async function ask<Result>(address: Address, body: object, onPart?: BackupDeps['onPart']): Promise<Result> {
  const request = http.request({ ...address, method: 'POST' })
  request.end(JSON.stringify(body))
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject))
  for await (const line of createInterface({ input: response })) {
    const message = JSON.parse(line) as Message<Result>
    if ('done' in message) return message.done
    if ('part' in message) onPart?.(message.part, message.rows)
    else throw new PercorsoError(message.error.code, message.error.message, message.error)
  }
  throw new PercorsoError('broken_off', 'The server stopped in the middle of it', {
    hint: 'Try again; the folder of a backup that was begun has to be removed first.',
  })
}

function socketIn(dataDir: string): string {
  const beside = path.join(dataDir, 'run')
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const tooLong = Buffer.byteLength(path.join(beside, 'control.sock')) > SOCKET_PATH_BYTES_MAX
  const folder = tooLong ? path.join(os.tmpdir(), `percorso-run-${digest}`) : beside
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = fs.lstatSync(folder)
  // Below /tmp, somebody else could have put a folder of that name first.
  if (uid === (process.getuid?.() ?? uid) && (mode & 0o077) === 0) return path.join(folder, 'control.sock')
  throw new PercorsoError('folder_taken', `${folder} is not a folder of ours alone`, { hint: 'Remove it and start again.' })
}

async function serve(deps: ControlDeps, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const tell = (message: Message) => void response.write(`${JSON.stringify(message)}\n`)
  try {
    const { folder, email, origin } = (await json(request)) as { folder: string; email: string; origin: string }
    const onPart = (part: string, rows: number) => tell({ part, rows })
    if (request.url === '/housekeeping') tell({ done: await keepHouse(deps.house) })
    else if (request.url === '/reset-link') tell({ done: await makeResetLink({ ...deps.stores, log: deps.log }, { email, origin }) })
    else tell({ done: await backUp({ ...deps, onPart }, folder) })
  } catch (error) {
    deps.log.error({ err: error }, 'what was asked for over the control socket failed')
    const { message } = error as Error
    const { code, hint } = error instanceof PercorsoError ? error : new PercorsoError('failed', message)
    tell({ error: { code, message, ...(hint !== undefined && { hint }) } })
  } finally {
    response.end()
  }
}
