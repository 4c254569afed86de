import type { FactMatch, FactTest, Touchpoint } from '@percorso/contract'
import { OWN_FACTS, cheapSql, momentIn, testOnSql, testSql } from '../rules/index.ts'
import type { At, Params, PropertySql } from '../rules/index.ts'
import { PAGE_PATH } from './clean-path-facts.ts'

/** What of a touchpoint says which facts are its own. */
export type Mapped = Pick<Touchpoint, 'touchpointId' | 'matches'>

/**
 * The id of the touchpoint that a fact belongs to, 0 for none, as SQL over a row of `facts`: the first of these touchpoints, in this order, one of whose
 * matches means the fact. Bots and the facts by which segments and scores tell who moved belong to none. `timeZone` is the workspace's: dates without a
 * time are days there.
 */
export function touchpointSql(touchpoints: readonly Mapped[], params: Params, timeZone: string): string {
  const never = `bot or name in ${params.add(Object.values(OWN_FACTS), 'Array(String)')}`
  const branches = touchpoints.map(({ touchpointId, matches }) => `${matchesSql(matches, params, timeZone)}, toUInt32(${touchpointId})`)
  return `multiIf(${[`${never}, toUInt32(0)`, ...branches].join(', ')}, toUInt32(0))`
}

/** Whether any of these matches means a fact, as SQL: 1 or 0. */
export function matchesSql(matches: readonly FactMatch[], params: Params, timeZone: string): string {
  const context = { at: momentIn(timeZone, 0), params }
  return `(${matches.map((match) => matchSql(match, context)).join(' or ')})`
}

type Context = { at: At; params: Params }

function matchSql({ fact, type, where = [] }: FactMatch, context: Context): string {
  return `(${[cheapSql({ fact, type }, context.params), ...where.map((test) => factTestSql(test, context))].join(' and ')})`
}

/** A path passes as it came or cleaned: `/orders/:id` means every order's page. */
function factTestSql(test: FactTest, context: Context): string {
  const asItCame = testSql(test, context)
  return test.property === 'path' ? `(${asItCame} or ${testOnSql(CLEANED, test, context)})` : asItCame
}

const CLEANED: PropertySql = {
  exists: `isNotNull(${PAGE_PATH})`,
  text: PAGE_PATH,
  number: 'cast(null as Nullable(Float64))',
  bool: 'cast(null as Nullable(Bool))',
  elements: 'emptyArrayString()',
}
