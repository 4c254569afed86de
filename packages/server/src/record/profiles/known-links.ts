import type { Link } from './decide-profiles.ts'

const ENTRIES_MAX = 300_000

type Life = { id: string; firstSeen: number }
type Known = { id: string; alleged: boolean }
/** The earliest fact that is known to have named a link. */
type Earliest = Pick<Link, 'firstAt' | 'messageId'>

/** What is committed already, so that the same identifiers in the next fact cost no query and no work. One per workspace and process. */
export type KnownLinks = {
  /** Whether this link is stored, from a fact as early or earlier. The order of the ends does not matter. */
  hasLink(ends: readonly [string, string], fact: { time: number; messageId: string }): boolean
  /** Whether this identifier is stored: as used, or alleged if that is all it is now. */
  hasIdentifier(identifier: Known): boolean
  /** Whether this identifier is stored as used, by facts as early or earlier (ms). */
  hasLived(life: Life): boolean
  add(news: { links: Link[]; identifiers: Known[]; lives: Life[] }): void
}

/**
 * A bounded memory. Maps within maps, by the ends' own ids: their hashes are computed once, while a key made of both would have to be made and
 * hashed for each fact.
 */
export function createKnownLinks(): KnownLinks {
  const links = new Map<string, Map<string, Earliest>>()
  const identifiers = new Map<string, boolean>()
  const lives = new Map<string, number>()
  let size = 0
  const find = (a: string, b: string) => (a < b ? links.get(a)?.get(b) : links.get(b)?.get(a))
  const hasLink: KnownLinks['hasLink'] = ([a, b], { time, messageId }) => {
    const known = find(a, b)
    return known !== undefined && (known.firstAt < time || (known.firstAt === time && known.messageId <= messageId))
  }
  const hasIdentifier = ({ id, alleged }: Known): boolean => identifiers.get(id) === false || (alleged && identifiers.has(id))
  const addLink = ({ a, b, firstAt, messageId }: Link): void => {
    if (hasLink([a, b], { time: firstAt, messageId })) return
    const ofA = links.get(a) ?? new Map<string, Earliest>()
    if (ofA.size === 0) links.set(a, ofA)
    size += ofA.has(b) ? 0 : 1
    ofA.set(b, { firstAt, messageId })
  }
  const hasLived = ({ id, firstSeen }: Life): boolean => (lives.get(id) ?? Infinity) <= firstSeen
  return {
    hasLink,
    hasIdentifier,
    hasLived,
    add({ links: newLinks, identifiers: newIdentifiers, lives: newLives }) {
      if (size + newLinks.length > ENTRIES_MAX) links.clear()
      if (links.size === 0) size = 0
      if (identifiers.size + newIdentifiers.length > ENTRIES_MAX) identifiers.clear()
      if (lives.size + newLives.length > ENTRIES_MAX) lives.clear()
      newLinks.forEach(addLink)
      for (const life of newLives) if (!hasLived(life)) lives.set(life.id, life.firstSeen)
      for (const known of newIdentifiers) if (!hasIdentifier(known)) identifiers.set(known.id, known.alleged)
    },
  }
}
