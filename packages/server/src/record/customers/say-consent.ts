import type { saidConsent } from '@percorso/contract'
import type * as z from 'zod'
import type { WorkspaceRequest } from '../access/index.ts'
import { CONSENT_CHANGED } from '../consent/index.ts'
import { readProfile } from '../profiles/index.ts'
import { newSaying, sayByHand } from './say-by-hand.ts'
import { isSoon } from './is-soon.ts'

type ConsentInput = z.output<typeof saidConsent> & { profileId: string }

/** Says by hand that somebody gave or withdrew consent: a fact whose time is now, with how they said so as evidence. Answers as {@link isSoon}. */
export async function sayConsent(request: WorkspaceRequest, { profileId, purpose, given, how }: ConsentInput) {
  const { workspaceId, inWorkspace } = request
  const { messageId } = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const person = await readProfile(scope, profileId)
    const said = await newSaying(scope)
    // Which purpose, not what they said: that goes when the person goes.
    const entry = { verb: 'person.consent', kind: 'person', id: person.profileId, after: { purpose } }
    const properties = { purpose, given, ...(how !== '' && { how }) }
    await sayByHand(scope, request, { ...said, about: [person.head], fact: { type: 'track', event: CONSENT_CHANGED, properties }, entry })
    return said
  })
  const applied = await isSoon(request, profileId, ({ consents }) => consents.some((consent) => consent.messageId === messageId))
  return { messageId, applied }
}
