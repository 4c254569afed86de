/** Values on their way into a statement of the warehouse: each is sent beside it, and stands in it as `{p1:String}`. The same value is sent once. */
export type Params = { values: Record<string, unknown>; add(value: unknown, type: ParamType): string }
export type ParamType =
  'String' | 'Float64' | 'Int64' | 'UInt32' | 'UUID' | 'Array(String)' | 'Array(Float64)' | 'Array(Int64)' | 'Array(UUID)'

export function createParams(): Params {
  const values: Record<string, unknown> = {}
  const sent = new Map<string, string>()
  return {
    values,
    add(value, type) {
      const key = `${type} ${JSON.stringify(value)}`
      const name = sent.get(key) ?? `p${sent.size + 1}`
      sent.set(key, name)
      values[name] = value
      return `{${name}:${type}}`
    },
  }
}
