import type { FactType, RateStep } from '@percorso/contract'
import { oneOf, textIn } from '../../api/read-search.ts'

const TABS = ['setup', 'health', 'schema'] as const
const STEPS = ['minute', 'hour', 'day'] as const satisfies RateStep[]
const TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const satisfies FactType[]

export const LANGUAGES = ['curl', 'page', 'browser', 'node', 'python'] as const
export type SnippetLanguage = (typeof LANGUAGES)[number]
export type SourceTab = (typeof TABS)[number]
export type SourcesSearch = { archived?: true | undefined }
export type SourceSearch = {
  tab?: SourceTab | undefined
  language?: SnippetLanguage | undefined
  by?: RateStep | undefined
  /** The facts whose schema is shown. */
  type?: FactType | undefined
  name?: string | undefined
}

export function readSourcesSearch(search: Record<string, unknown>): SourcesSearch {
  return { archived: search['archived'] === true ? true : undefined }
}

export function readSourceSearch(search: Record<string, unknown>): SourceSearch {
  return {
    tab: oneOf(TABS, search['tab']),
    language: oneOf(LANGUAGES, search['language']),
    by: oneOf(STEPS, search['by']),
    type: oneOf(TYPES, search['type']),
    name: textIn(search['name']),
  }
}
