import type { Lists } from '../rules/index.ts'
import type { Scope } from './ruleset-tables.ts'
import { selectPeopleInSet } from './set-tables.ts'
import { selectMemberIds } from './member-tables.ts'

/** Who is in which segment or uploaded set, for rules that name one. Each list is read once, however often it is asked for. */
export function listsOf(scope: Scope): Lists {
  return { segment: once((segmentId) => selectMemberIds(scope, segmentId)), set: once((setId) => selectPeopleInSet(scope, setId)) }
}

function once(read: (id: number) => Promise<string[]>): (id: number) => Promise<ReadonlySet<string>> {
  const known = new Map<number, Promise<ReadonlySet<string>>>()
  return (id) =>
    known.get(id) ??
    known
      .set(
        id,
        read(id).then((ids) => new Set(ids)),
      )
      .get(id)!
}
