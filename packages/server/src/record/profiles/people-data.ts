import { inWorkspace } from '../../stores/transactions.ts'
import { decisionScope } from './decision-scope.ts'
import { loadNeighbourhood, settle } from './link-identifiers.ts'
import type { PersonalData, Subject } from './personal-data.ts'
import { PEOPLE_TABLES, countPersonal, deleteEverybody, deletePersonal, selectPersonal } from './personal-tables.ts'
import { sumWholes } from './tables.ts'

/** What profiles know of a person. */
export const peopleData: PersonalData = {
  tables: PEOPLE_TABLES,
  count: ({ postgres }, { workspaceId, identifiers }) =>
    inWorkspace(postgres, workspaceId, (db) => countPersonal({ db, workspaceId }, identifiers.map(idOf))),
  files: ({ postgres }, { workspaceId, identifiers }) => [
    {
      name: 'person.json',
      async *content() {
        const known = await inWorkspace(postgres, workspaceId, (db) => selectPersonal({ db, workspaceId }, identifiers.map(idOf)))
        yield JSON.stringify(known, undefined, 2)
      },
    },
  ],
  async erase(db, { workspaceId, identifiers }: Subject) {
    const left = await deletePersonal({ db, workspaceId }, identifiers.map(idOf))
    if (left.length === 0) return
    const scope = await decisionScope({ db, workspaceId })
    await settle(scope, await loadNeighbourhood(scope, left))
    await sumWholes(scope, left) // heads are among them, whether they moved or not
  },
  empty: (db, workspaceId) => deleteEverybody({ db, workspaceId }),
}

function idOf({ id }: { id: string }): string {
  return id
}
