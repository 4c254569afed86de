import type { FactType, PropertyTest } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

const TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const satisfies FactType[]
const TESTS = ['exists', 'equals', 'contains', 'moreThan', 'lessThan'] as const satisfies PropertyTest[]

/** What narrows the live view, and which fact is open: all of it in the address. */
export type LiveSearch = {
  source?: number | undefined
  type?: FactType | undefined
  name?: string | undefined
  person?: string | undefined
  mine?: true | undefined
  path?: string | undefined
  test?: PropertyTest | undefined
  value?: string | undefined
  /** Profile, time and message id of the fact that is open. */
  fact?: string | undefined
}

/** Takes what it understands of an address that somebody may have written by hand. */
export function readLiveSearch(search: Record<string, unknown>): LiveSearch {
  return {
    source: wholeNumber(search['source']),
    type: oneOf(TYPES, search['type']),
    name: textIn(search['name']),
    person: textIn(search['person']),
    mine: search['mine'] === true ? true : undefined,
    path: textIn(search['path']),
    test: oneOf(TESTS, search['test']),
    value: textIn(search['value']),
    fact: textIn(search['fact']),
  }
}

/** The same for the server: which facts to send. */
export function liveQuery({ fact: _, ...filter }: LiveSearch): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(filter)) if (value !== undefined) query.set(key, String(value))
  if (filter.path === undefined) for (const key of ['test', 'value']) query.delete(key)
  return query.toString()
}

type Place = { profileId: string; time: string; messageId: string }

export function toPlace(fact: Place): string {
  return `${fact.profileId}/${fact.time}/${fact.messageId}`
}

export function fromPlace(text: string): Place {
  const [profileId = '', time = '', ...messageId] = text.split('/')
  return { profileId, time, messageId: messageId.join('/') }
}
