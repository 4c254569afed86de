import type { RejectReason } from '@percorso/contract'
import { rejectReasons } from '@percorso/contract/reject-reasons'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

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
    reason: oneOf(rejectReasons, search['reason']),
    source: wholeNumber(search['source']),
    state: search['state'] === 'replayed' ? 'replayed' : undefined,
    text: textIn(search['text'])?.slice(0, 200),
    open: wholeNumber(search['open']),
    since: textIn(search['since']),
  }
}
