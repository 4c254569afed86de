import { createHash } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { PercorsoError } from '../../ground/index.ts'
import { backUp } from './back-up.ts'
import type { BackupDeps } from './back-up.ts'
import type { Manifest } from './manifest.ts'

const SOCKET_PATH_BYTES_MAX = 103 // the smallest limit of the systems we run on (macOS)

type Message = { part: string; rows: number } | { done: Manifest } | { error: { code: string; message: string; hint?: string } }

/**
 * The way in for whoever may read our data folder, and for nobody else: a socket in a closed folder. Over the network nobody could be
 * allowed to say where on this machine to write a copy of everything.
 */
export async function startControl(deps: BackupDeps, dataDir: string): Promise<{ socket: string; stop(): Promise<void> }> {
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
  const request = http.request({ socketPath, method: 'POST', path: '/backup' })
  request.end(JSON.stringify({ folder }))
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject))
  for await (const line of createInterface({ input: response })) {
    const message = JSON.parse(line) as Message
    if ('done' in message) return message.done
    if ('part' in message) onPart?.(message.part, message.rows)
    else throw new PercorsoError(message.error.code, message.error.message, message.error)
  }
  throw new PercorsoError('backup_broken_off', 'The server stopped while it made the backup', { hint: 'Remove the folder and try again.' })
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

async function serve(deps: BackupDeps, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const tell = (message: Message) => void response.write(`${JSON.stringify(message)}\n`)
  try {
    const { folder } = (await json(request)) as { folder: string }
    const done = await backUp({ ...deps, onPart: (part, rows) => tell({ part, rows }) }, folder)
    tell({ done })
  } catch (error) {
    deps.log.error({ err: error }, 'the backup failed')
    const { message } = error as Error
    const { code, hint } = error instanceof PercorsoError ? error : new PercorsoError('backup_failed', message)
    tell({ error: { code, message, ...(hint !== undefined && { hint }) } })
  } finally {
    response.end()
  }
}
