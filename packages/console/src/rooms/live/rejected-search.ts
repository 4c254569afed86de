import type { RejectReason } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

export const REASONS = [
  'not-an-object',
  'type-unknown',
  'event-missing',
  'name-too-long',
  'identifier-missing',
  'identifier-too-long',
  'fact-too-large',
  'batch-too-large',
  'too-deep',
  'message-id-reused',
  'store-refused',
] as const satisfies RejectReason[]

export type RejectedSearch = {
  reason?: RejectReason | undefined
  source?: number | undefined
  state?: 'replayed' | undefined
  text?: string | undefined
  /** The rejected fact that is open. */
  open?: number | undefined
  /** Since when something was replayed whose result is shown. */
  since?: string | undefined
}

export function readRejectedSearch(search: Record<string, unknown>): RejectedSearch {
  return {
    reason: oneOf(REASONS, search['reason']),
    source: wholeNumber(search['source']),
    state: search['state'] === 'replayed' ? 'replayed' : undefined,
    text: textIn(search['text'])?.slice(0, 200),
    open: wholeNumber(search['open']),
    since: textIn(search['since']),
  }
}
