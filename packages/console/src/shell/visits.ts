export type Visit = { path: string; title: string }

const KEPT = 'percorso-visits'
const KEPT_MAX = 8

/** The pages seen last in this tab, latest first. They name people, so they go when the tab goes. */
export function recentVisits(): Visit[] {
  try {
    const visits: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(visits) ? visits.filter(isVisit) : []
  } catch {
    return []
  }
}

export function rememberVisit(visit: Visit): void {
  if (visit.title === '' || visit.title === 'Percorso') return
  const pathOf = ({ path }: Visit) => path.replace(/\?.*/u, '')
  const others = recentVisits().filter((other) => pathOf(other) !== pathOf(visit))
  sessionStorage.setItem(KEPT, JSON.stringify([visit, ...others].slice(0, KEPT_MAX)))
}

export function forgetVisits(): void {
  sessionStorage.removeItem(KEPT)
}

function isVisit(value: unknown): value is Visit {
  const { path, title } = (value ?? {}) as Partial<Visit>
  return typeof path === 'string' && path.startsWith('/') && !path.startsWith('//') && typeof title === 'string'
}
