import type { TouchpointDraft } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

export const listTabs = ['stages', 'discovery', 'order'] as const
export type ListTab = (typeof listTabs)[number]
export const pageTabs = ['volume', 'experience', 'people', 'neighbours'] as const
export type PageTab = (typeof pageTabs)[number]
export const periods = [7, 30, 90, 365] as const
export type Period = (typeof periods)[number]
export const PERIOD: Period = 90
export const steps = ['day', 'week'] as const
export type Step = (typeof steps)[number]

export type TouchpointsSearch = { tab?: ListTab | undefined; days?: Period | undefined }
export type TouchpointSearch = { tab?: PageTab | undefined; days?: Period | undefined; step?: Step | undefined }
/** What the editor begins with. */
export type EditorSearch = { draft?: Partial<TouchpointDraft> | undefined }

export function readTouchpointsSearch(search: Record<string, unknown>): TouchpointsSearch {
  return { tab: oneOf(listTabs, search['tab']), days: periodIn(search) }
}

export function readTouchpointSearch(search: Record<string, unknown>): TouchpointSearch {
  return { tab: oneOf(pageTabs, search['tab']), days: periodIn(search), step: oneOf(steps, textIn(search['step'])) }
}

/** Whether the draft means something, the server says; what is no match at all does not get as far as the form. */
export function readEditorSearch({ draft }: Record<string, unknown>): EditorSearch {
  const isDraft = isObject(draft) && Array.isArray(draft['matches']) && draft['matches'].every(isObject)
  return { draft: isDraft ? (draft as Partial<TouchpointDraft>) : undefined }
}

function periodIn({ days }: Record<string, unknown>): Period | undefined {
  return periods.find((period) => period === wholeNumber(days))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
