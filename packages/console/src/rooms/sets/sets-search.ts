import { oneOf, textIn } from '../../api/read-search.ts'

const TABS = ['people', 'add', 'takeOut'] as const

export type SetTab = (typeof TABS)[number]
/** `fresh`: a new one is being made. */
export type SetsSearch = { q?: string | undefined; fresh?: true | undefined }
export type SetSearch = { tab?: SetTab | undefined }

export { TABS as setTabs }

export function readSetsSearch(search: Record<string, unknown>): SetsSearch {
  return { q: textIn(search['q']), fresh: search['fresh'] === true ? true : undefined }
}

export function readSetSearch(search: Record<string, unknown>): SetSearch {
  return { tab: oneOf(TABS, search['tab']) }
}
