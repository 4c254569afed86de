import type { Logger } from '../../ground/index.ts'
import { PercorsoError, newSecret } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { createAuth } from './auth.ts'

const LASTS_MS = 3_600_000

/**
 * A link with which somebody sets a new password, once, within an hour. Only whoever runs Percorso may make one: the admin of a workspace could
 * otherwise become somebody who is a member of others too.
 */
export async function makeResetLink(
  deps: { postgres: Pick<Postgres, 'auth' | 'system'>; log: Logger },
  { email, origin }: { email: string; origin: string },
): Promise<string> {
  const { internalAdapter } = await (await createAuth({ ...deps, config: {} })(origin)).$context
  const found = await internalAdapter.findUserByEmail(email.toLowerCase())
  if (!found) throw new PercorsoError('no_such_user', `Nobody signs in as ${email}.`, { status: 404 })
  const token = newSecret('pr')
  const expiresAt = new Date(Date.now() + LASTS_MS)
  await internalAdapter.createVerificationValue({ identifier: `reset-password:${token}`, value: found.user.id, expiresAt })
  return `${origin}/reset-password?token=${token}`
}
