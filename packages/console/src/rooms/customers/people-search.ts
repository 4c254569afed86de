import type { PeopleSort, Rule } from '@percorso/contract'

/** Whom the list shows, and how: all of it in the address. */
export type PeopleSearch = {
  search?: string | undefined
  filter?: Rule | undefined
  sort?: PeopleSort | undefined
  order?: 'asc' | 'desc' | undefined
  columns?: string[] | undefined
}

const COLUMNS_MAX = 30
const FILTER_LENGTH_MAX = 7_900
/** What most workspaces have; others are a click away. */
export const COLUMNS_AT_FIRST = ['email', 'phone']

/** Takes what it understands of an address that somebody may have written by hand. Whether a filter means something, the server says. */
export function readPeopleSearch(search: Record<string, unknown>): PeopleSearch {
  const { filter, sort, order, columns } = search
  const text = typeof search['search'] === 'number' ? String(search['search']) : search['search']
  return {
    search: typeof text === 'string' && text !== '' ? text.slice(0, 200) : undefined,
    filter: isObject(filter) && JSON.stringify(filter).length <= FILTER_LENGTH_MAX ? (filter as Rule) : undefined,
    sort: typeof sort === 'string' && /^(?:lastSeen|firstSeen|facts|name|trait:.{1,200})$/su.test(sort) ? (sort as PeopleSort) : undefined,
    order: order === 'asc' || order === 'desc' ? order : undefined,
    columns: Array.isArray(columns)
      ? columns.filter((key): key is string => typeof key === 'string' && key !== '').slice(0, COLUMNS_MAX)
      : undefined,
  }
}

/** The same for the server. */
export function peopleInput({ search, filter, sort = 'lastSeen', order }: PeopleSearch) {
  return {
    ...(search !== undefined && { search }),
    ...(filter && { filter: JSON.stringify({ version: 1, where: filter }) }),
    ...(order && { order }),
    sort,
  }
}

/** Where a file of what is seen comes from. */
export function exportAddress(search: PeopleSearch, format: 'csv' | 'xlsx'): string {
  const query = new URLSearchParams(peopleInput(search))
  for (const key of search.columns ?? COLUMNS_AT_FIRST) query.append('column', key)
  return `/api/v1/profiles/export.${format}?${query}`
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
