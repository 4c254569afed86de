import type { editAnswer } from '@percorso/contract'
import type * as z from 'zod'
import type { WorkspaceRequest } from '../access/index.ts'
import { readProfile } from '../profiles/index.ts'
import type { Profile } from '../profiles/index.ts'
import { isSoon } from './is-soon.ts'
import { newSaying, sayByHand } from './say-by-hand.ts'
import type { Saying } from './say-by-hand.ts'

export type EditAnswer = z.infer<typeof editAnswer>
export type EditInput = { profileId: string; traits: Record<string, unknown> }

/** Changes traits by hand: an identify whose time is now, so that the last write wins as always. Answers as {@link isSoon}. */
export async function editTraits(request: WorkspaceRequest, { profileId, traits }: EditInput): Promise<EditAnswer> {
  const { workspaceId, inWorkspace } = request
  const keys = Object.keys(traits)
  const { saying, before } = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const person = await readProfile(scope, profileId)
    const known = new Map(person.traits.map(({ key, value }) => [key, value]))
    const said = await newSaying(scope)
    // The log says which traits, not what they were: that is for the timeline, which goes when the person goes.
    const entry = { verb: 'person.edit', kind: 'person', id: person.profileId, after: { traits: keys } }
    await sayByHand(scope, request, { ...said, about: [person.head], fact: { type: 'identify', traits }, entry })
    return { saying: said, before: Object.fromEntries(keys.map((key) => [key, known.get(key) ?? null])) }
  })
  return { messageId: saying.messageId, before, applied: await isSoon(request, profileId, isWritten(traits, saying)) }
}

function isWritten(traits: EditInput['traits'], { at, sourceId }: Saying): (person: Profile) => boolean {
  return (person) => {
    const known = new Map(person.traits.map((trait) => [trait.key, trait]))
    return Object.entries(traits).every(([key, value]) => {
      const trait = known.get(key)
      return value === null ? trait === undefined : trait?.sourceId === sourceId && Date.parse(trait.changedAt) >= at
    })
  }
}
