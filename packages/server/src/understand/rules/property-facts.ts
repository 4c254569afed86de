import type { Params } from './rule-params-facts.ts'

/**
 * A property in the warehouse, as SQL. It has one of several types there; asked for another one than it has, it is null. `elements` is an array of the
 * JSON texts of what is in a list, empty for anything else.
 */
export type PropertySql = { exists: string; text: string; number: string; bool: string; elements: string }

/** The column of a path is read alone, which is many times faster; but only a path that means nothing else to ClickHouse may be written as one. */
const PLAIN_STEP = /^[\p{L}\p{N}_ -]+$/u

/** A property by its path. */
export function propertySql(path: string, params: Params): PropertySql {
  const steps = path.split('.')
  return steps.every((step) => PLAIN_STEP.test(step)) ? ofColumn(steps) : ofDocument(steps, params)
}

function ofColumn(steps: string[]): PropertySql {
  const quoted = steps.map((step) => `\`${step}\``).join('.')
  const column = `properties.${quoted}`
  return {
    exists: `(isNotNull(${column}) or notEmpty(JSONAllPaths(properties.^${quoted})))`,
    text: `${column}.:String`,
    number: `coalesce(${column}.:Float64, toFloat64(${column}.:Int64), toFloat64(${column}.:UInt64))`,
    bool: `${column}.:Bool`,
    elements: `JSONExtractArrayRaw(if(startsWith(dynamicType(${column}), 'Array'), ifNull(toJSONString(${column}), '[]'), '[]'))`,
  }
}

function ofDocument(steps: string[], params: Params): PropertySql {
  const at = ['toJSONString(properties)', ...steps.map((step) => params.add(step, 'String'))].join(', ')
  const type = `JSONType(${at})`
  return {
    exists: `${type} <> 'Null'`,
    text: `if(${type} = 'String', JSONExtractString(${at}), null)`,
    number: `if(${type} in ('Int64', 'UInt64', 'Double'), JSONExtractFloat(${at}), null)`,
    bool: `if(${type} = 'Bool', JSONExtractBool(${at}), null)`,
    elements: `if(${type} = 'Array', JSONExtractArrayRaw(${at}), [])`,
  }
}
