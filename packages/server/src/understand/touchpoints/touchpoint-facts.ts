import type { FactMatch, FactTest, Touchpoint } from '@percorso/contract'
import { OWN_FACTS, cheapSql, momentIn, testOnSql, testSql } from '../rules/index.ts'
import type { At, Params, PropertySql } from '../rules/index.ts'
import { PAGE_PATH } from './clean-path-facts.ts'

/** Stands for the cleaned path of the page that a fact is about. */
const PAGE = 'cleaned_page_path'

/** What of a touchpoint says which facts are its own. */
export type Mapped = Pick<Touchpoint, 'touchpointId' | 'matches'>

/**
 * The id of the touchpoint that a fact belongs to, 0 for none, as SQL over a row of `facts`: the first of these touchpoints, in this order, one of whose
 * matches means the fact. Bots and the facts by which segments and scores tell who moved belong to none. `timeZone` is the workspace's: dates without a
 * time are days there.
 */
export function touchpointSql(touchpoints: readonly Mapped[], params: Params, timeZone: string): string {
  const never = `bot or name in ${params.add(Object.values(OWN_FACTS), 'Array(String)')}`
  const context = { at: momentIn(timeZone, 0), params }
  const branches = touchpoints.map(({ touchpointId, matches }) => `${anySql(matches, context)}, toUInt32(${touchpointId})`)
  return pageBound(`multiIf(${[`${never}, toUInt32(0)`, ...branches].join(', ')}, toUInt32(0))`)
}

/** Whether any of these matches means a fact, as SQL: 1 or 0. */
export function matchesSql(matches: readonly FactMatch[], params: Params, timeZone: string): string {
  return pageBound(anySql(matches, { at: momentIn(timeZone, 0), params }))
}

/** Cleaning a path costs more than all tests of it together: it is cleaned once, whoever asks. ClickHouse would do it again in each branch. */
function pageBound(sql: string): string {
  return sql.includes(PAGE) ? `arrayMap(${PAGE} -> ${sql}, [${PAGE_PATH}])[1]` : sql
}

function anySql(matches: readonly FactMatch[], context: Context): string {
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
  exists: `isNotNull(${PAGE})`,
  text: PAGE,
  number: 'cast(null as Nullable(Float64))',
  bool: 'cast(null as Nullable(Bool))',
  elements: 'emptyArrayString()',
}
