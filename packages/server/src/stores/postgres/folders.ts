import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PercorsoError } from '../../ground/errors.ts'
import { assertReachable } from './run-user.ts'
import type { RunUser } from './run-user.ts'

export type Folders = { root: string; data: string; socket: string }

const socketName = '.s.PGSQL.5432'
const socketPathLimit_bytes = 103 // the smallest limit of the systems we run on (macOS)

/** Makes the folders of an embedded server, each open to nobody but the user it runs as. */
export function prepareFolders(root: string, user: RunUser): Folders {
  const folders = { root, data: path.join(root, 'data'), socket: socketFolder(root) }
  // 0711: the server's user passes through to its own folder, but sees nothing on the way.
  fs.mkdirSync(path.dirname(root), { recursive: true, mode: 0o711 })
  assertReachable(root, user)
  makePrivate(folders.root, user)
  makePrivate(folders.socket, user)
  return folders
}

/** What a server that died left in the socket folder. The folder is ours alone, so nobody else's socket can be there. */
export function removeSocket(folders: Folders): void {
  for (const name of [socketName, `${socketName}.lock`]) fs.rmSync(path.join(folders.socket, name), { force: true })
}

function socketFolder(root: string): string {
  const beside = path.join(root, 's')
  if (Buffer.byteLength(path.join(beside, socketName)) <= socketPathLimit_bytes) return beside
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return path.join(os.tmpdir(), `percorso-${digest}`)
}

function makePrivate(folder: string, user: RunUser): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = fs.lstatSync(folder)
  const owners = user.switched ? [0, user.uid] : [user.uid]
  // The socket folder may be below /tmp, where somebody else could have put a folder or a link of that name first.
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new PercorsoError('folder_taken', `${folder} is not a folder of ours: remove it, or set PERCORSO_DATA_DIR to another place`)
  }
  if (user.switched) fs.chownSync(folder, user.uid, user.gid)
  fs.chmodSync(folder, 0o700)
}
