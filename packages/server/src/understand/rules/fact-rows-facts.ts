import { ms } from '@percorso/contract'
import type { EdgeTest, FactMatch, FactWindow } from '@percorso/contract'
import type { At } from './calendar.ts'
import { propertySql } from './property-facts.ts'
import { createParams } from './rule-params-facts.ts'
import type { Params } from './rule-params-facts.ts'
import { rangeOf } from './streams.ts'
import { testSql } from './value-facts.ts'

/**
 * What conditions want to know of each fact, gathered while they are written: each thing is a column that is reckoned once, whoever asks for it.
 * What is returned are names of columns, or conditions on them. `t` is the time of the fact in ms.
 */
export type FactRows = {
  at: At
  params: Params
  column(sql: string): string
  match(match: FactMatch): string
  window(window: FactWindow): string
  number(property: string): string
  tenThousandths(property: string): string
  scalar(property: string): string
  test(test: EdgeTest): string
  tie(): string
  gathered(): { columns: string[]; matches: FactMatch[]; anchors: { name: string; match: string }[] }
}

/** Those beyond count as these: as in stream-state.ts. */
const NUMBER_MAX = '1e11'

/** Begins to gather. */
export function createFactRows(at: At): FactRows {
  const params = createParams()
  const columns = new Map<string, string>()
  const matches = new Map<string, FactMatch>()
  const anchors = new Map<string, string>()
  const context = { at, params }

  function column(sql: string): string {
    const name = columns.get(sql) ?? `c${columns.size + 1}`
    columns.set(sql, name)
    return name
  }

  function match(wanted: FactMatch): string {
    matches.set(JSON.stringify(wanted), wanted)
    return column(matchSql(wanted, context))
  }

  function window(within: FactWindow): string {
    const moment = (time_ms: number) => params.add(time_ms, 'Int64')
    if ('last' in within) return `t > ${moment(at.now - ms(within.last))}`
    if ('after' in within) {
      const began = match(within.after)
      const anchor = anchors.get(began) ?? `a${anchors.size + 1}`
      anchors.set(began, anchor)
      return `ifNull(t >= ${anchor} and t < ${anchor} + ${ms(within.for)}, 0)`
    }
    const { from, to } = rangeOf(within, at.timeZone)
    const parts = [from !== undefined && `t >= ${moment(from)}`, to !== undefined && `t < ${moment(to)}`]
    return parts.filter((part) => part !== false).join(' and ')
  }

  return {
    at,
    params,
    column,
    match,
    window,
    number: (property) => column(propertySql(property, params).number),
    tenThousandths(property) {
      const number = `greatest(-${NUMBER_MAX}, least(${NUMBER_MAX}, ifNull(${propertySql(property, params).number}, 0)))`
      return column(`toInt64(floor(${number} * 10000 + 0.5))`)
    },
    scalar(property) {
      const { text, number, bool } = propertySql(property, params)
      return column(`coalesce(concat('t', ${text}), concat('n', toString(${number})), concat('b', toString(${bool})))`)
    },
    test: (test) => column(testSql(test, context)),
    tie: () => column('CRC32(message_id)'),
    gathered: () => ({
      columns: [...columns].map(([sql, name]) => `${sql} as ${name}`),
      matches: [...matches.values()],
      anchors: [...anchors].map(([began, name]) => ({ name, match: began })),
    }),
  }
}

function matchSql({ fact, type, where = [] }: FactMatch, { at, params }: Pick<FactRows, 'at' | 'params'>): string {
  const parts = where.map((test) => testSql(test, { at, params }))
  return `(${[cheapSql({ fact, type }, params), ...parts].join(' and ')})`
}

/** What can be said of a fact without opening its properties. */
export function cheapSql({ fact, type }: Pick<FactMatch, 'fact' | 'type'>, params: Params): string {
  const parts = [fact !== undefined && `name = ${params.add(fact, 'String')}`, type !== undefined && `type = ${params.add(type, 'String')}`]
  return parts.filter((part) => part !== false).join(' and ') || '1'
}
