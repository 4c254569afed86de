import type { Link } from './decide-profiles.ts'
import { linkKey } from './decide-profiles.ts'

const ENTRIES_MAX = 300_000

type Known = { id: string; alleged: boolean }

/** What is committed already, so that the same identifiers in the next fact cost no query. One per workspace and process. */
export type KnownLinks = {
  hasLink(link: Link): boolean
  hasIdentifier(identifier: Known): boolean
  add(links: Link[], identifiers: Known[]): void
}

/** A bounded memory. A link is known if the same one, as early or earlier, is stored; an identifier, if it is stored as used, or both are alleged. */
export function createKnownLinks(): KnownLinks {
  const links = new Map<string, Link>()
  const identifiers = new Map<string, boolean>()
  const hasLink = (link: Link): boolean => {
    const known = links.get(linkKey(link.a, link.b))
    if (!known) return false
    return known.firstAt < link.firstAt || (known.firstAt === link.firstAt && known.messageId <= link.messageId)
  }
  const hasIdentifier = ({ id, alleged }: Known): boolean => identifiers.get(id) === false || (alleged && identifiers.has(id))
  return {
    hasLink,
    hasIdentifier,
    add(newLinks, newIdentifiers) {
      if (links.size + newLinks.length > ENTRIES_MAX) links.clear()
      if (identifiers.size + newIdentifiers.length > ENTRIES_MAX) identifiers.clear()
      for (const link of newLinks) if (!hasLink(link)) links.set(linkKey(link.a, link.b), link)
      for (const known of newIdentifiers) if (!hasIdentifier(known)) identifiers.set(known.id, known.alleged)
    },
  }
}
