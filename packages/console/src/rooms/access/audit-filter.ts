/** What of the audit log is shown; it is in the address. */
export type AuditFilter = { actor?: string; verb?: string; id?: string; from?: string; to?: string }

const DAY = /^\d{4}-\d\d-\d\d$/u

export function readAuditFilter(search: Record<string, unknown>): AuditFilter {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '')
  const filter = {
    actor: text(search['actor']),
    verb: text(search['verb']).slice(0, 100),
    id: text(search['id']),
    ...(['from', 'to'] as const).reduce<AuditFilter>(
      (days, end) => (isDay(text(search[end])) ? { ...days, [end]: text(search[end]) } : days),
      {},
    ),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) as AuditFilter
}

function isDay(value: string): boolean {
  return DAY.test(value) && !Number.isNaN(Date.parse(value))
}
