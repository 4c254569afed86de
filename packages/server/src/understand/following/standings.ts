import { indexUsers } from './definitions.ts'
import type { User } from './definitions.ts'
import { filledOf, selectFills } from './fill-tables.ts'
import { selectDefined } from './ruleset-tables.ts'
import type { DefinedRow, Scope } from './ruleset-tables.ts'

type Dated = { createdAt: Date; changedAt: Date }
/** A definition as it is shown: how far it is filled, and who asks for it. */
export type Shown<Row extends Dated> = Omit<Row, keyof Dated> & { filled: number; usedBy: User[]; createdAt: string; changedAt: string }

/** Reads how the definitions of a workspace stand, once for all of them; the function that is returned shows one by that. */
export async function readStandings(
  scope: Scope,
): Promise<<Row extends Dated>(kind: DefinedRow['kind'], id: number, row: Row) => Shown<Row>> {
  const fills = await selectFills(scope)
  const usersOf = indexUsers(await selectDefined(scope))
  return (kind, id, row) => ({
    ...row,
    filled: filledOf(fills, { kind, id }),
    usedBy: usersOf({ kind, id }),
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  })
}
