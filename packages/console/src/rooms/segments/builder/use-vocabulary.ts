import { useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { Vocabulary } from '../segment-types.ts'

const FRESH_MS = 60_000
const NOTHING: Vocabulary = { facts: [], traits: [], accountTraits: [], identifiers: [], purposes: [] }

/** What people here really do and have: what a rule can be about. */
export function useVocabulary(): Vocabulary {
  const { data } = useQuery({ ...api.segments.vocabulary.queryOptions(), staleTime: FRESH_MS })
  return data ?? NOTHING
}

/** The properties that facts of a name really have. */
export function useProperties(fact: string | undefined) {
  const input = fact === undefined ? {} : { fact }
  const { data } = useQuery({ ...api.segments.properties.queryOptions({ input }), staleTime: FRESH_MS })
  return data?.properties ?? []
}

/** Values to choose from, as texts; each once, or the list of choices refuses them. */
export function sampleTexts(samples: readonly unknown[] | undefined): string[] {
  const texts = (samples ?? []).filter((sample) => ['string', 'number', 'boolean'].includes(typeof sample)).map(String)
  return [...new Set(texts)].filter((text) => text !== '')
}
