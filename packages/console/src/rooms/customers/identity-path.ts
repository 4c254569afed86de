import type { ShownLink } from './profile.ts'

/** The shortest chain of links between two identifiers; undefined if there is none. Refused links join nothing. */
export function pathBetween(links: ShownLink[], [from, to]: [string, string]): ShownLink[] | undefined {
  const cameBy = new Map<string, ShownLink | undefined>([[from, undefined]])
  for (const id of cameBy.keys()) {
    if (id === to) return walkBack(cameBy, to)
    for (const link of links) {
      const next = otherEnd(link, id)
      if (next !== undefined && link.refused === null && !cameBy.has(next)) cameBy.set(next, link) // a Map visits what is added on the way
    }
  }
  return undefined
}

function walkBack(cameBy: Map<string, ShownLink | undefined>, to: string): ShownLink[] {
  const path: ShownLink[] = []
  let at = to
  for (let link = cameBy.get(at); link; link = cameBy.get(at)) {
    path.unshift(link)
    at = otherEnd(link, at)!
  }
  return path
}

function otherEnd({ a, b }: ShownLink, id: string): string | undefined {
  return a.identifierId === id ? b.identifierId : b.identifierId === id ? a.identifierId : undefined
}
