import type { profile } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { selectConsents } from '../consent/index.ts'
import type { ConsentRow } from '../consent/index.ts'
import { selectComputed } from './computed-tables.ts'
import { identifierId, normaliseValue } from './identifier.ts'
import { accountsOfProfile, identifiersOfProfile, profileIdOf } from './profile-tables.ts'
import type { IdentifierRow, MembershipRow, ReadScope } from './profile-tables.ts'
import { showComputed, showTraits } from './show-traits.ts'

export type Profile = z.infer<typeof profile>

/** One person, by the id of any of their identifiers. */
export async function readProfile(scope: ReadScope, id: string): Promise<Profile> {
  const profileId = await profileIdOf(scope, id)
  if (profileId === undefined) throw noSuchPerson()
  const identifiers = await identifiersOfProfile(scope, profileId)
  const [computed] = await selectComputed(scope, [profileId])
  const consents = await selectConsents(scope, [profileId])
  return toProfile(identifiers, { accounts: await accountsOfProfile(scope, profileId), computed: computed?.traits ?? {}, consents })
}

/** One person, by kind and value of an identifier, written in any way that a source may write it. */
export async function findProfile(scope: ReadScope, { kind, value }: { kind: string; value: string }): Promise<Profile> {
  return readProfile(scope, identifierId(scope.workspaceId, kind, normaliseValue(kind, value)))
}

/** The error for an id that nobody in this workspace has. */
export function noSuchPerson(): PercorsoError {
  return new PercorsoError('no_such_person', 'Nobody in this workspace has this identifier.', {
    status: 404,
    hint: 'A fact that was just sent may take a second to arrive.',
  })
}

function toProfile(
  rows: IdentifierRow[],
  { accounts, computed, consents }: { accounts: MembershipRow[]; computed: Record<string, unknown>; consents: ConsentRow[] },
): Profile {
  const head = rows.find(({ isHead }) => isHead)
  // An identifier that was only ever named beside others has no facts, and so is nobody yet.
  if (!head?.wholeFirstSeen || !head.wholeLastSeen) throw noSuchPerson()
  return {
    profileId: head.identifierId,
    name: head.name,
    head: { kind: head.kind, value: head.value },
    facts: head.wholeFacts,
    firstSeen: head.wholeFirstSeen.toISOString(),
    lastSeen: head.wholeLastSeen.toISOString(),
    traits: showTraits(head.traits ?? {}, head.traitClock ?? {}).filter(({ key }) => !Object.hasOwn(computed, key)),
    computed: showComputed(computed),
    identifiers: rows.map(({ identifierId, kind, value, facts, firstSeen, lastSeen }) => {
      return { identifierId, kind, value, facts, firstSeen: firstSeen?.toISOString() ?? null, lastSeen: lastSeen?.toISOString() ?? null }
    }),
    accounts: accounts.map(({ accountId, firstSeen, lastSeen }) => {
      return { accountId, firstSeen: firstSeen.toISOString(), lastSeen: lastSeen.toISOString() }
    }),
    consents: consents.map(({ purpose, given, saidAt, sourceId, messageId }) => {
      return { purpose, given, saidAt: saidAt.toISOString(), sourceId, messageId }
    }),
  }
}
