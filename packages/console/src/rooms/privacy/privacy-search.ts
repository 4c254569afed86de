import type { PrivacyStatus } from '@percorso/contract'

export const TABS = ['requests', 'person', 'retention', 'settings'] as const
export type Tab = (typeof TABS)[number]
export const STATUSES = ['open', 'done', 'refused'] as const satisfies PrivacyStatus[]

export type PrivacySearch = {
  tab?: Tab | undefined
  status?: PrivacyStatus | undefined
  /** What somebody is looked for by. It is in the address, and so in the browser’s history: an id is looked for just as well. */
  q?: string | undefined
  /** Whom the page is about. */
  person?: string | undefined
}

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu

export function readPrivacySearch(search: Record<string, unknown>): PrivacySearch {
  const { tab, status, q, person } = search
  return {
    tab: TABS.find((one) => one === tab),
    status: STATUSES.find((one) => one === status),
    q: typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 200) || undefined : undefined,
    person: typeof person === 'string' && ID.test(person) ? person : undefined,
  }
}
