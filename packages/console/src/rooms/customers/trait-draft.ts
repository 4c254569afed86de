/** A trait while it is being written: a text, and what it is meant to be. */
export type TraitDraft = { key: string; type: TraitDraftType; text: string }
export const draftTypes = ['text', 'number', 'boolean', 'json'] as const
export type TraitDraftType = (typeof draftTypes)[number]

export function draftOf(key: string, value: unknown): TraitDraft {
  if (typeof value === 'number') return { key, type: 'number', text: String(value) }
  if (typeof value === 'boolean') return { key, type: 'boolean', text: String(value) }
  if (typeof value === 'string' || value === undefined) return { key, type: 'text', text: value ?? '' }
  return { key, type: 'json', text: JSON.stringify(value, null, 2) }
}

/** What was written, or why it is nothing yet. */
export function valueOf({ type, text }: TraitDraft): { value: unknown } | { problem: 'notNumber' | 'notJson' | 'empty' } {
  if (type === 'boolean') return { value: text === 'true' }
  if (text.trim() === '') return { problem: 'empty' }
  if (type === 'text') return { value: text }
  if (type === 'number') return Number.isFinite(Number(text)) ? { value: Number(text) } : { problem: 'notNumber' }
  try {
    const value = JSON.parse(text) as unknown
    return value === null ? { problem: 'empty' } : { value }
  } catch {
    return { problem: 'notJson' }
  }
}
