import type { JourneyPart } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

export const journeyTabs = ['graph', 'variants', 'funnel', 'sankey', 'compare'] as const
export const journeyPeriods = [7, 30, 90, 365] as const
export const STAGES_MAX = 20
const STEPS_MAX = 50
const DAYS_MAX = 3_650
export const USUAL_DAYS = 90
/** In percent: what fewer of the people do is not drawn at first. */
export const USUAL_DETAIL = 5

/** A stage of a funnel: reached by any of these steps. */
export type FunnelStage = { steps: string[]; optional?: true | undefined }
export type JourneyTab = (typeof journeyTabs)[number]
export type JourneysSearch = {
  tab?: JourneyTab | undefined
  days?: (typeof journeyPeriods)[number] | undefined
  /** What the steps are, if somebody chose. */
  steps?: 'touchpoints' | 'facts' | undefined
  by?: 'session' | 'account' | undefined
  segment?: number | undefined
  /** Whose: an account's people, or those with this value of a trait. */
  account?: string | undefined
  trait?: string | undefined
  value?: string | undefined
  /** The step with which journeys begin, and the one they lead to; then only so many days before that. */
  start?: string | undefined
  outcome?: string | undefined
  last?: number | undefined
  /** Shown is what at least so many percent of the people do. */
  detail?: number | undefined
  /** The graph as tables. */
  table?: true | undefined
  stages?: FunnelStage[] | undefined
  strict?: true | undefined
  /** Of a funnel: from the first stage to the last at most so many days. */
  within?: number | undefined
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
    by: oneOf(['session', 'account'], search['by']),
    segment: wholeNumber(search['segment']),
    account: textIn(search['account']),
    trait: textIn(search['trait']),
    value: textIn(search['value']),
    start: textIn(search['start']),
    outcome: textIn(search['outcome']),
    last: daysIn(search['last']),
    detail: detail !== undefined && detail >= 0 && detail <= 100 ? detail : undefined,
    table: search['table'] === true ? true : undefined,
    stages: Array.isArray(stages) ? readStages(stages) : undefined,
    strict: search['strict'] === true ? true : undefined,
    within: daysIn(search['within']),
    with: wholeNumber(search['with']),
    // Whether it means something, the server says.
    part: typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as JourneyPart) : undefined,
  }
}

/** A stage may be written as its one step. */
function readStages(stages: unknown[]): FunnelStage[] {
  return stages
    .map((stage): FunnelStage => {
      if (typeof stage !== 'object' || stage === null) return { steps: textIn(stage) === undefined ? [] : [textIn(stage)!] }
      const { steps, optional } = stage as Record<string, unknown>
      const read = Array.isArray(steps) ? steps.map(textIn).filter((step) => step !== undefined) : []
      return { steps: [...new Set(read)].slice(0, STEPS_MAX), ...(optional === true && { optional }) }
    })
    .slice(0, STAGES_MAX)
}

function daysIn(value: unknown): number | undefined {
  const days = wholeNumber(value)
  return days !== undefined && days >= 1 && days <= DAYS_MAX ? days : undefined
}
