import type { DeliveryState } from '@percorso/contract'
import { oneOf } from '../../api/read-search.ts'

const TABS = ['deliveries', 'receive'] as const
export const deliveryStates = ['waiting', 'delivered', 'failed'] as const satisfies DeliveryState[]
export const receiverLanguages = ['node', 'python'] as const

export type WebhookTab = (typeof TABS)[number]
export type ReceiverLanguage = (typeof receiverLanguages)[number]
export type WebhookSearch = {
  tab?: WebhookTab | undefined
  /** Of the deliveries that are shown. */
  state?: DeliveryState | undefined
  language?: ReceiverLanguage | undefined
}

export { TABS as webhookTabs }

export function readWebhookSearch(search: Record<string, unknown>): WebhookSearch {
  return {
    tab: oneOf(TABS, search['tab']),
    state: oneOf(deliveryStates, search['state']),
    language: oneOf(receiverLanguages, search['language']),
  }
}
