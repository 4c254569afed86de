import type { ScoreModel } from '@percorso/contract'
import { scoreEngagement } from '@percorso/maths'
import { recallPeople } from '../following/index.ts'
import type { Asking } from '../following/index.ts'

/** What a model says of these people, or of those seen last. */
export async function previewModel(asking: Asking, { model, profileIds }: { model: ScoreModel; profileIds?: string[] | undefined }) {
  const { ready, at, people } = await recallPeople(asking, { draft: { kind: 'model', key: '', what: model }, profileIds })
  return people.map(({ shown: { profileId, name, kind, value, lastSeen }, person }) => ({
    profileId,
    name,
    head: { kind, value },
    lastSeen: lastSeen.toISOString(),
    scored: ready.model.ask(person, at, undefined).scored ?? null,
    fitPoints: ready.model.fit.map((rule, place) => (rule.ask(person, at).holds ? model.fit[place]!.points : 0)),
    rulePoints: scoreEngagement(ready.model.engagementOf(person, at), at.now).rules.map(({ points }) => points),
  }))
}
