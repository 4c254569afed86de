import { hash } from 'node:crypto'
import type { Clock } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { keyOwners } from './write-key-tables.ts'
import type { KeyOwner } from './write-key-tables.ts'

export type FindWriteKey = (secret: string) => Promise<KeyOwner | undefined>

/** How long a revoked key may still be taken. */
const REMEMBERED_MS = 5_000
const REMEMBERED_MAX = 10_000
const HASHES_PER_QUERY_MAX = 1_000
const KEY_LENGTH_MAX = 200

type Remembered = { owner: KeyOwner | undefined; until_ms: number }
type Wanted = { found: Promise<KeyOwner | undefined>; resolve: (owner: KeyOwner | undefined) => void; reject: (error: unknown) => void }

/**
 * Makes the function that says whose write key this is; nobody's if it is unknown or revoked. Good and bad keys are remembered apart,
 * so that a flood of invented ones cannot push out the real ones; and one query at a time looks up all that wait, so that it cannot
 * take the database's connections either.
 */
export function createFindWriteKey({ postgres, clock }: { postgres: Pick<Postgres, 'system'>; clock: Clock }): FindWriteKey {
  const good = new Map<string, Remembered>()
  const bad = new Map<string, Remembered>()
  const wanted = new Map<string, Wanted>()
  let looking = false

  async function lookUpWanted(): Promise<void> {
    if (looking) return
    looking = true
    while (wanted.size > 0) await lookUp([...wanted].slice(0, HASHES_PER_QUERY_MAX))
    looking = false
  }

  async function lookUp(group: [string, Wanted][]): Promise<void> {
    for (const [keyHash] of group) wanted.delete(keyHash)
    try {
      const asked_ms = clock.now()
      const owners = await keyOwners(
        postgres.system,
        group.map(([keyHash]) => keyHash),
      )
      for (const [keyHash, { resolve }] of group) {
        const owner = owners.get(keyHash)
        remember(owner ? good : bad, keyHash, { owner, until_ms: asked_ms + REMEMBERED_MS })
        resolve(owner)
      }
    } catch (error) {
      for (const [, { reject }] of group) reject(error)
    }
  }

  return async (secret) => {
    if (secret === '' || secret.length > KEY_LENGTH_MAX) return undefined
    const keyHash = hash('sha256', secret)
    const known = good.get(keyHash) ?? bad.get(keyHash)
    if (known && known.until_ms > clock.now()) return known.owner
    good.delete(keyHash)
    bad.delete(keyHash)
    const asked = wanted.get(keyHash) ?? want()
    wanted.set(keyHash, asked)
    void lookUpWanted()
    return asked.found
  }
}

function want(): Wanted {
  const { promise, resolve, reject } = Promise.withResolvers<KeyOwner | undefined>()
  return { found: promise, resolve, reject }
}

function remember(memory: Map<string, Remembered>, keyHash: string, found: Remembered): void {
  if (memory.size >= REMEMBERED_MAX) memory.delete(memory.keys().next().value!)
  memory.set(keyHash, found)
}
