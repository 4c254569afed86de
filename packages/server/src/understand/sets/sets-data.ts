import type { PersonalData, Subject } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { lockStates } from '../following/index.ts'
import { countSetsOf, deleteFromSets, emptySets, selectSetsOf } from './personal-tables.ts'

const idsOf = ({ identifiers }: Subject) => identifiers.map(({ id }) => id)

/** In which uploaded sets somebody is. */
export const setsData: PersonalData = {
  tables: ['set_members'],
  async count({ postgres }, subject) {
    const { workspaceId } = subject
    return { sets: await inWorkspace(postgres, workspaceId, (db) => countSetsOf({ db, workspaceId }, idsOf(subject))) }
  },
  files: ({ postgres }, subject) => [
    {
      name: 'sets.json',
      async *content() {
        const { workspaceId } = subject
        const sets = await inWorkspace(postgres, workspaceId, (db) => selectSetsOf({ db, workspaceId }, idsOf(subject)))
        yield JSON.stringify(sets, undefined, 2)
      },
    },
  ],
  async erase(db, subject) {
    const scope = { db, workspaceId: subject.workspaceId }
    await lockStates(scope) // whoever puts identifiers in holds it, too
    await deleteFromSets(scope, idsOf(subject))
  },
  async empty(db, workspaceId) {
    await lockStates({ db, workspaceId })
    await emptySets({ db, workspaceId })
  },
}
