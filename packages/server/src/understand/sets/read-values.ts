import type { IdentityPolicy, Refusal } from '@percorso/contract'
import { IDENTIFIER_LENGTH_MAX, createIdentify, normaliseValue } from '../../record/profiles/index.ts'

export type Refused = { place: number; reason: Refusal }
/** Ids of identifiers with the place of the first value that means each; how many values mean one that is there already; and values that mean none. */
export type ReadValues = { places: Map<string, number>; repeated: number; refused: Refused[] }

type Reading = { workspaceId: number; policy: IdentityPolicy; kind: string }

/** Makes identifiers of values as facts would, so that a person who says the same is found by them. */
export function readValues({ workspaceId, policy, kind }: Reading, values: string[]): ReadValues {
  const identify = createIdentify(workspaceId, policy)
  const read: ReadValues = { places: new Map(), repeated: 0, refused: [] }
  for (const [place, value] of values.entries()) {
    const reason = refusalOf(kind, value)
    const id = reason === undefined ? identify([{ kind, value }])[0]?.id : undefined
    if (id === undefined) read.refused.push({ place, reason: reason ?? 'meaningless' })
    else if (read.places.has(id)) read.repeated += 1
    else read.places.set(id, place)
  }
  return read
}

function refusalOf(kind: string, value: string): Refusal | undefined {
  if (value.length > IDENTIFIER_LENGTH_MAX) return 'tooLong' // as sent: trimming megabytes is nobody's wish
  if (value.trim() === '') return 'empty'
  if (value.includes('\0') || !value.isWellFormed()) return 'malformed' // no fact keeps such text as it came
  return normaliseValue(kind, value) === '' ? 'malformed' : undefined
}
