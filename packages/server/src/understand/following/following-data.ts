import type { PersonalData } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { countRemembered, deleteAllRemembered, deleteRemembered, selectRemembered } from './personal-tables.ts'
import { lockStates } from './state-tables.ts'

/** What segments keep about a person: which they are in, and what is remembered of their facts. */
export const followingData: PersonalData = {
  tables: ['rule_states', 'segment_members', 'segment_choices', 'people_to_judge'],
  count: ({ postgres }, { workspaceId, identifiers }) => inWorkspace(postgres, workspaceId, (db) => countRemembered({ db, workspaceId }, identifiers.map(({ id }) => id))), // prettier-ignore
  files: ({ postgres }, { workspaceId, identifiers }) => [
    {
      name: 'segments.json',
      async *content() {
        const known = await inWorkspace(postgres, workspaceId, (db) => selectRemembered({ db, workspaceId }, identifiers.map(({ id }) => id))) // prettier-ignore
        yield JSON.stringify(known, undefined, 2)
      },
    },
  ],
  async erase(db, { workspaceId, identifiers }) {
    await lockStates({ db, workspaceId })
    await deleteRemembered({ db, workspaceId }, identifiers.map(({ id }) => id)) // prettier-ignore
  },
  async empty(db, workspaceId) {
    await lockStates({ db, workspaceId })
    await deleteAllRemembered({ db, workspaceId })
  },
}
