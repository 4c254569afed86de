import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'
import { useActions } from './actions.ts'
import { useMe } from './me.ts'
import { useScreens } from './use-screens.ts'
import { recentVisits } from './visits.ts'

export type Entry = { key: string; name: string; also?: string; run: () => void }
export type Group = { name: string; entries: Entry[] }

const PEOPLE_MAX = 8
const FRESH_MS = 30_000

/** What the palette offers for what was typed, in groups; those without an entry are left out. */
export function usePaletteGroups(typed: string, settled: string): { groups: Group[]; busy: boolean; failed: boolean } {
  const t = useTranslations('shell.palette')
  const router = useRouter()
  const go = (path: string) => () => router.history.push(path)
  const people = usePeople(settled)
  const isEmpty = typed === ''

  const recent = isEmpty ? recentVisits().map(({ path, title }) => ({ key: `recent ${path}`, name: title, run: go(path) })) : []
  const screens = useScreens().map(({ path, name, also }) => ({ key: `screen ${path}`, name, also, run: go(path) }))
  const actions = useActions().map(({ id, name, run }) => ({ key: `action ${id}`, name, run }))
  const sources = useSources(!isEmpty).map(({ sourceId, name }) => ({ key: `source ${sourceId}`, name, run: go(`/sources/${sourceId}`) }))
  const segments = useSegments(!isEmpty).map(({ segmentId, name }) => ({
    key: `segment ${segmentId}`,
    name,
    run: go(`/segments/${segmentId}`),
  }))
  const groups: Group[] = [
    { name: t('recent'), entries: recent.slice(1) }, // the first is the page one is on
    { name: t('actions'), entries: matching(actions, typed) },
    { name: t('screens'), entries: matching(screens, typed) },
    {
      name: t('people'),
      entries: people.found.map(({ profileId, name, facts }) => ({
        key: `person ${profileId}`,
        name,
        also: t('facts', { count: facts }),
        run: go(`/profiles/${profileId}`),
      })),
    },
  ]
  if (segments.length > 0) groups.push({ name: t('segments'), entries: matching(segments, typed) })
  if (sources.length > 0) groups.push({ name: t('sources'), entries: matching(sources, typed) })
  const { busy, failed } = people
  return { groups: groups.filter(({ entries }) => entries.length > 0), busy: busy || typed !== settled, failed }
}

function usePeople(search: string) {
  const { may } = useMe()
  const { data, isFetching, isError } = useQuery({
    ...api.profiles.list.queryOptions({ input: { search, limit: PEOPLE_MAX } }),
    enabled: search !== '' && may('people.read'),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    throwOnError: false,
  })
  const found = search === '' ? [] : (data?.items ?? []).map(({ profileId, head, facts }) => ({ profileId, name: head.value, facts }))
  return { found, busy: isFetching, failed: isError }
}

function useSources(wanted: boolean) {
  const { may } = useMe()
  const { data } = useQuery({
    ...api.sources.list.queryOptions(),
    enabled: wanted && may('sources.read'),
    staleTime: FRESH_MS,
    throwOnError: false,
  })
  return data ?? []
}

function useSegments(wanted: boolean) {
  const { may } = useMe()
  const { data } = useQuery({
    ...api.segments.list.queryOptions(),
    enabled: wanted && may('segments.read'),
    staleTime: FRESH_MS,
    throwOnError: false,
  })
  return data?.items ?? []
}

/** Every word typed begins a word of the name or of what else it is called. */
function matching(entries: Entry[], typed: string): Entry[] {
  const wanted = wordsOf(typed)
  return entries.filter(({ name, also = '' }) => {
    const words = wordsOf(`${name} ${also}`)
    return wanted.every((want) => words.some((word) => word.startsWith(want)))
  })
}

/** Lower case and without accents: nobody types them to find something. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l')
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}
