import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { PercorsoError } from '../../ground/errors.ts'
import type { Binaries } from './binaries.ts'
import type { Folders } from './folders.ts'
import { withPasswordFile } from './passwords.ts'
import type { Passwords } from './passwords.ts'
import { asUser } from './run-user.ts'
import type { RunUser } from './run-user.ts'

export const ownerRole = 'percorso_owner'

export type ClusterPlan = { binaries: Binaries; folders: Folders; passwords: Passwords; user: RunUser }

// The builtin provider sorts and folds case the same way on every machine, whatever locales are installed.
const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/** Creates the database cluster unless it exists. Renamed into place when finished: a half-made one never looks finished. */
export function ensureCluster(plan: ClusterPlan): void {
  const { data, root } = plan.folders
  if (fs.existsSync(path.join(data, 'global', 'pg_control'))) return
  const draft = `${data}.new`
  fs.rmSync(draft, { recursive: true, force: true })
  const made = withPasswordFile(root, plan.passwords, (file) =>
    spawnSync(
      plan.binaries.initdb,
      ['-D', draft, '-U', ownerRole, `--pwfile=${file}`, '--auth-local=scram-sha-256', '--auth-host=reject', ...locale],
      { ...asUser(plan.user), cwd: root, env: serverEnvironment, encoding: 'utf8' },
    ),
  )
  if (made.status !== 0)
    throw new PercorsoError('initdb_failed', `initdb failed: ${made.error?.message ?? made.stderr}`, { cause: made.error })
  fs.renameSync(draft, data)
}

/** Nothing of our environment reaches the server: PG* variables would change what it does. English, because we read its log. */
export const serverEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
