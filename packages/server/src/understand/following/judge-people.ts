import { saveComputed } from '../../record/profiles/index.ts'
import { momentIn } from '../rules/index.ts'
import { judgePerson } from './judge-person.ts'
import type { Case, Judged } from './judge-person.ts'
import { addKnown } from './load-people.ts'
import type { Followed } from './load-people.ts'
import { applyMoves, forgetMembers } from './member-tables.ts'
import type { Followed as Item, Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'
import { saveStates } from './state-tables.ts'
import type { StateRow } from './state-tables.ts'

type Judging = Scope & { ruleset: Ruleset; now: number }

/** Judges people anew, and stores what is remembered of them, which segments they are in, and what is computed of them. */
export async function judgePeople(judging: Judging, cases: Case[]): Promise<Judged> {
  const { ruleset, now } = judging
  const at = momentIn(ruleset.timeZone, now)
  const todo = cases.map((one) => ({ ...one, items: itemsToJudge(ruleset, one) }))
  const asked = new Set(todo.flatMap(({ items }) => items))
  const asking = todo.filter(({ items }) =>
    items.some(({ wish }) => wish.accounts || wish.identifiers || wish.traits.length > 0 || wish.sets.length > 0),
  )
  if (asking.length > 0) await addKnown(judging, asking.map(({ person }) => person), asked) // prettier-ignore
  const before = new Map(cases.map(({ person }) => [person, person.computed]))
  const judged = todo.map((one) => judgePerson(one, ruleset, at))
  const moves = judged.flatMap((one) => one.moves)
  const former = cases.flatMap(({ person }) =>
    person.formerHeads.map((profileId) => ({ profileId, members: person.memories.get(profileId)?.members ?? [] })),
  )
  await forgetMembers(judging, former, now)
  await applyMoves(judging, moves, now)
  if (ruleset.sums.length > 0) {
    const renewed = cases.map(({ person }) => person).filter((person) => person.computed !== before.get(person))
    const gone = former.map(({ profileId }) => ({ profileId, traits: {} }))
    await saveComputed(judging, [...renewed.map(({ profileId, computed }) => ({ profileId, traits: computed })), ...gone])
  }
  await saveStates(judging, cases.flatMap(rowsOf))
  return { moves, stages: judged.flatMap((one) => one.stages) }
}

/** What may say something else of this person now. */
function itemsToJudge({ index }: Ruleset, { person, touched }: Case): Item[] {
  if (touched !== 'everything' && !isNew(person)) return index.touchedBy(touched, false)
  const streams = new Set([...person.memories.values()].flatMap((memory) => [...memory.streams.ids()]))
  return index.touchedBy(streams, true)
}

function isNew({ profileId, memories }: Followed): boolean {
  return !memories.get(profileId)?.members
}

function rowsOf({ person: { profileId, memories, formerHeads }, changed }: Case): StateRow[] {
  return [...changed, ...formerHeads.filter((id) => !changed.has(id))].flatMap((identifierId) => {
    const memory = memories.get(identifierId)
    if (!memory) return []
    const isHead = identifierId === profileId
    return {
      identifierId,
      packed: memory.streams.pack(),
      members: isHead ? memory.members : null,
      wakeAt: isHead ? memory.wakeAt : null,
    }
  })
}
