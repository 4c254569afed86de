import fs from 'node:fs'
import path from 'node:path'
import { PercorsoError } from '../../ground/errors.ts'

/** Who the embedded server runs as. `switched` is set when that is not who we are: PostgreSQL refuses to run as root. */
export type RunUser = { uid: number; gid: number; name: string; switched: boolean }

/** Ourselves, or when we are root the user `postgres`, else `nobody`. */
export function findRunUser(): RunUser {
  const uid = process.getuid?.() ?? -1
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? -1, name: 'the current user', switched: false }
  const user = findUnprivileged(fs.readFileSync('/etc/passwd', 'utf8'))
  if (user) return { ...user, switched: true }
  throw new PercorsoError('no_postgres_user', 'PostgreSQL does not run as root, and there is no user to run it as', {
    hint: 'Create a user (useradd --system postgres) or start Percorso as an ordinary user.',
  })
}

function findUnprivileged(passwd: string): Omit<RunUser, 'switched'> | undefined {
  const users = passwd.split('\n').map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = users.find(([name]) => name === wanted) ?? []
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

/** The options that make a child process run as that user. */
export function asUser(user: RunUser): { uid?: number; gid?: number } {
  return user.switched ? { uid: user.uid, gid: user.gid } : {}
}

/** Fails with an explanation if a folder on the way to `target` is closed to the server's user, typically a home folder. */
export function assertReachable(target: string, user: RunUser): void {
  if (!user.switched) return
  const closed = foldersAbove(target).find((folder) => !mayEnter(fs.statSync(folder), user))
  if (!closed) return
  throw new PercorsoError(
    'folder_closed',
    `PostgreSQL runs as "${user.name}" here, who may not enter ${closed} and so cannot reach ${target}`,
    {
      hint: `Open it (chmod o+x ${closed}), keep Percorso and its data elsewhere (PERCORSO_DATA_DIR), or start Percorso as an ordinary user.`,
    },
  )
}

function foldersAbove(target: string): string[] {
  const parent = path.dirname(target)
  return parent === target ? [parent] : [...foldersAbove(parent), parent]
}

function mayEnter(folder: fs.Stats, user: RunUser): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}
