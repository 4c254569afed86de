import type { DraftValue } from './import-types.ts'

export const KINDS = ['string', 'number', 'boolean', 'date', 'json', 'list'] as const
export type Kind = (typeof KINDS)[number]

/** Where a value comes from, as text: `{column}`, or what is the same for every row. */
export function sourceOf(value: DraftValue): string {
  return typeof value === 'object' ? `{${value.column}}` : String(value)
}

export function kindOf(value: DraftValue): Kind {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'object' ? (value.as ?? 'string') : 'string'
}

/** A whole column has a kind; a text put together is a text, unless it is a number or yes or no that stands for itself. */
export function valueFrom(source: string, kind: Kind): DraftValue {
  const column = /^\{([^{}]+)\}$/u.exec(source)?.[1]
  if (column !== undefined) return { column, as: kind }
  if (kind === 'number' && source.trim() !== '' && Number.isFinite(Number(source))) return Number(source)
  if (kind === 'boolean' && (source === 'true' || source === 'false')) return source === 'true'
  return source
}
