import type { SegmentWhere } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

const TABS = ['people', 'history', 'overlap', 'compare', 'why', 'versions'] as const
const DAYS = [7, 30, 90, 365] as const
/** Longer rules are kept in the page only: browsers and proxies cut off addresses that go on and on. */
const RULE_LENGTH_MAX = 7_900

export type SegmentTab = (typeof TABS)[number]
export type SegmentsSearch = { q?: string | undefined }
/** What a builder begins with, and then what it has come to. */
export type BuilderSearch = { name?: string | undefined; rule?: SegmentWhere | undefined }
export type SegmentSearch = {
  tab?: SegmentTab | undefined
  days?: (typeof DAYS)[number] | undefined
  /** Another segment, to compare with. */
  with?: number | undefined
  /** Somebody of whom it is asked why. */
  person?: string | undefined
}

export { DAYS as daysToChoose, TABS as segmentTabs }

export function readSegmentsSearch(search: Record<string, unknown>): SegmentsSearch {
  return { q: textIn(search['q']) }
}

/** Whether the rule means something, the server says. */
export function readBuilderSearch(search: Record<string, unknown>): BuilderSearch {
  const { rule } = search
  const isRule = typeof rule === 'object' && rule !== null && !Array.isArray(rule) && fits(rule)
  return { name: textIn(search['name'])?.slice(0, 100), rule: isRule ? (rule as SegmentWhere) : undefined }
}

export function readSegmentSearch(search: Record<string, unknown>): SegmentSearch {
  return {
    tab: oneOf(TABS, search['tab']),
    days: DAYS.find((days) => days === wholeNumber(search['days'])),
    with: wholeNumber(search['with']),
    person: textIn(search['person']),
  }
}

/** Whether a rule is short enough for an address. */
export function fits(rule: object): boolean {
  return JSON.stringify(rule).length <= RULE_LENGTH_MAX
}
