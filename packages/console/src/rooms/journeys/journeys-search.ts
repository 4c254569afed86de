import type { JourneyPart } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

export const journeyTabs = ['graph', 'variants', 'funnel', 'sankey', 'compare'] as const
export const journeyPeriods = [7, 30, 90, 365] as const
export const STAGES_MAX = 20
export const USUAL_DAYS = 90
/** In percent: what fewer of the people do is not drawn at first. */
export const USUAL_DETAIL = 5

export type JourneyTab = (typeof journeyTabs)[number]
export type JourneysSearch = {
  tab?: JourneyTab | undefined
  days?: (typeof journeyPeriods)[number] | undefined
  /** What the steps are, if somebody chose. */
  steps?: 'touchpoints' | 'facts' | undefined
  by?: 'session' | undefined
  segment?: number | undefined
  /** Shown is what at least so many percent of the people do. */
  detail?: number | undefined
  /** The graph as tables. */
  table?: true | undefined
  /** Of a funnel: one step a stage. */
  stages?: string[] | undefined
  strict?: true | undefined
  /** Another segment, to compare with; else the period before. */
  with?: number | undefined
  /** Whose people are looked at. */
  part?: JourneyPart | undefined
}

export function readJourneysSearch(search: Record<string, unknown>): JourneysSearch {
  const detail = wholeNumber(search['detail'])
  const { stages, part } = search
  return {
    tab: oneOf(journeyTabs, search['tab']),
    days: journeyPeriods.find((days) => days === wholeNumber(search['days'])),
    steps: oneOf(['touchpoints', 'facts'], search['steps']),
    by: oneOf(['session'], search['by']),
    segment: wholeNumber(search['segment']),
    detail: detail !== undefined && detail >= 0 && detail <= 100 ? detail : undefined,
    table: search['table'] === true ? true : undefined,
    stages: Array.isArray(stages) ? readStages(stages) : undefined,
    strict: search['strict'] === true ? true : undefined,
    with: wholeNumber(search['with']),
    // Whether it means something, the server says.
    part: typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as JourneyPart) : undefined,
  }
}

function readStages(stages: unknown[]): string[] {
  return stages
    .map(textIn)
    .filter((stage) => stage !== undefined)
    .slice(0, STAGES_MAX)
}
