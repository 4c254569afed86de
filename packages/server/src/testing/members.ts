import { randomBytes } from 'node:crypto'
import type { Role } from '@percorso/contract'
import { createAuth } from '../record/access/index.ts'
import type { Postgres } from '../stores/index.ts'
import { silentLog } from './server.ts'

export type TestMember = { userId: string; email: string; cookie: string }

/** argon2id of {@link TEST_PASSWORD}, made once: it is slow on purpose. */
const HASH = '$argon2id$v=19$m=19456,t=2,p=1$VF+Z6MvGGZL6W/J0Lj6zbQ$cueEVPvfZ+qbenDgAoJTIh6RJhhWMMNXjDZdKYb4zO8'
export const TEST_PASSWORD = 'correct horse battery'

/** Somebody with a role in a workspace, who has a password and is signed in at `origin` (where `app.inject` is). */
export async function buildMember(
  stores: { postgres: Postgres },
  { workspaceId, role = 'admin' as Role, origin = 'http://localhost' }: { workspaceId: number; role?: Role; origin?: string },
): Promise<TestMember> {
  const auth = await createAuth({ ...stores, config: {}, log: silentLog })(origin)
  const { internalAdapter } = await auth.$context
  const email = `${role}-${randomBytes(4).toString('hex')}@example.com`
  const { id: userId } = await internalAdapter.createUser({ name: `The ${role}`, email, emailVerified: true }, undefined as never)
  await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: HASH })
  await stores.postgres.system.query('insert into members (workspace_id, user_id, role) values ($1, $2, $3)', [workspaceId, userId, role])
  const { headers } = await auth.api.openSession({ body: { userId }, headers: new Headers(), returnHeaders: true })
  return { userId, email, cookie: headers.getSetCookie()[0]!.split(';')[0]! }
}
