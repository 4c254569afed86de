import type { Clock } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { countAttempt, dropAttempts, forgetAttempts } from './attempt-tables.ts'

type Deps = { postgres: Pick<Postgres, 'system'>; clock: Clock }
type From = { network: string | null; account?: string }

const WINDOW_MS = 15 * 60_000
/** Many people may come from one network; nobody mistypes their password so often. */
const NETWORK_MAX = 100
const ACCOUNT_MAX = 10

/** Counts a try to get in, and refuses it after too many: for an address that nobody has just as for one that somebody has. */
export async function limitAttempts({ postgres, clock }: Deps, { network, account }: From): Promise<void> {
  const now = clock.now()
  const counted = { now, window_ms: WINDOW_MS }
  const fromNetwork = await countAttempt(postgres.system, `network ${network}`, counted)
  const ofAccount = account === undefined ? 0 : await countAttempt(postgres.system, `account ${account}`, counted)
  if (fromNetwork === 1) await dropAttempts(postgres.system, new Date(now - WINDOW_MS))
  if (fromNetwork <= NETWORK_MAX && ofAccount <= ACCOUNT_MAX) return
  throw new PercorsoError('too_many_attempts', 'That was tried too often.', { status: 429, hint: 'Try again in a quarter of an hour.' })
}

/** Who got in has proved who they are. */
export async function forgive({ postgres }: Pick<Deps, 'postgres'>, account: string): Promise<void> {
  await forgetAttempts(postgres.system, `account ${account}`)
}
