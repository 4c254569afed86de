import type { traitUse } from '@percorso/contract'
import type * as z from 'zod'
import { idAt } from './count-people.ts'
import { traitsAmong } from './people-tables.ts'
import { typeOf } from './show-traits.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

export type TraitUse = z.infer<typeof traitUse>

const PEOPLE_MAX = 1_000
const KEYS_MAX = 300
const SAMPLES_MAX = 5
const SAMPLE_LENGTH_MAX = 60

/** Which traits people have: of a random sample, as ids are hashes. The commonest first. */
export async function suggestTraits({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<{ people: number; keys: TraitUse[] }> {
  const people = await inWorkspace((db) => traitsAmong({ db, workspaceId }, { from: idAt(0), to: undefined }, PEOPLE_MAX))
  const values = new Map<string, unknown[]>()
  for (const traits of people) {
    for (const [key, value] of Object.entries(traits)) {
      if (value === null) continue
      const known = values.get(key)
      if (known) known.push(value)
      else values.set(key, [value])
    }
  }
  const keys = [...values].map(([key, of]) => ({ key, type: typeOf(of[0]), people: of.length, samples: commonest(of) }))
  return { people: people.length, keys: keys.sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1)).slice(0, KEYS_MAX) }
}

function commonest(values: unknown[]): unknown[] {
  const counts = new Map<string, number>()
  for (const value of values) {
    const text = JSON.stringify(value)
    if (text.length <= SAMPLE_LENGTH_MAX) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, SAMPLES_MAX)
    .map(([text]) => JSON.parse(text) as unknown)
}
