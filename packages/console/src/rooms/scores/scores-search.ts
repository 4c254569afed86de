import type { Duration, FactMatch } from '@percorso/contract'
import { oneOf, textIn } from '../../api/read-search.ts'

const TABS = ['board', 'people', 'accounts', 'test', 'explain'] as const
const UNITS = ['minutes', 'hours', 'days', 'weeks', 'years'] as const
const PEOPLE_MAX = 10

export const templateNames = ['leadScore', 'engagementIndex', 'loyaltyDegree', 'prosumer'] as const
export type TemplateName = (typeof templateNames)[number]

export { TABS as modelTabs }
export type ModelTab = (typeof TABS)[number]

/** What a back-test is asked: at a day of the past, whom the outcome happened to in so long afterwards. */
export type Trial = { at: string; outcome: FactMatch; within: Duration; newOnly: boolean }

export type ModelSearch = {
  tab?: ModelTab | undefined
  grade?: string | undefined
  stage?: string | undefined
  /** Somebody whose score is explained. */
  person?: string | undefined
  trial?: Trial | undefined
}
export type EditorSearch = {
  template?: TemplateName | undefined
  /** Whom the preview shows; nobody chosen: those seen last. */
  people?: string[] | undefined
}

export function readModelSearch(search: Record<string, unknown>): ModelSearch {
  const grade = textIn(search['grade'])
  return {
    tab: oneOf(TABS, search['tab']),
    grade: grade !== undefined && /^[A-D][1-4]$/u.test(grade) ? grade : undefined,
    stage: textIn(search['stage'])?.slice(0, 120),
    person: textIn(search['person']),
    trial: readTrial(search['trial']),
  }
}

export function readEditorSearch(search: Record<string, unknown>): EditorSearch {
  const { people } = search
  const chosen = Array.isArray(people) ? people.filter((id): id is string => typeof id === 'string').slice(0, PEOPLE_MAX) : []
  return { template: oneOf(templateNames, search['template']), people: chosen.length > 0 ? chosen : undefined }
}

/** Whether the outcome means something, the server says. */
function readTrial(value: unknown): Trial | undefined {
  if (!isObject(value)) return undefined
  const { at, outcome, within, newOnly } = value
  if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\d$/u.test(at) || !isObject(outcome) || !isObject(within)) return undefined
  const unit = oneOf(UNITS, within['unit'])
  const { n } = within
  if (unit === undefined || typeof n !== 'number') return undefined
  return { at, outcome: outcome as FactMatch, within: { n, unit }, newOnly: newOnly !== false }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
