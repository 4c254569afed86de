import { inWorkspace } from '../../stores/transactions.ts'
import type { PersonalData, Subject } from '../profiles/index.ts'
import { forgetInViews } from './forget-in-views.ts'
import { countOn, deleteEverything, deleteOn, selectNotes } from './tables.ts'

const NOTES_MAX = 100_000

/** What is kept about a person here: notes and pins, by their identifiers. */
export const customersData: PersonalData = {
  tables: ['notes', 'pins'],
  count: ({ postgres }, subject) => inWorkspace(postgres, subject.workspaceId, (db) => countOn(scopeOf(db, subject), idsOf(subject))),
  files: ({ postgres }, subject) => [
    {
      name: 'notes.json',
      async *content() {
        const wish = { identifierIds: idsOf(subject), before: undefined, limit: NOTES_MAX }
        yield JSON.stringify(
          await inWorkspace(postgres, subject.workspaceId, (db) => selectNotes(scopeOf(db, subject), wish)),
          undefined,
          2,
        )
      },
    },
  ],
  async erase(db, subject) {
    await deleteOn(scopeOf(db, subject), idsOf(subject))
    await forgetInViews(scopeOf(db, subject), subject.identifiers)
  },
  empty: (db, workspaceId) => deleteEverything({ db, workspaceId }),
}

function scopeOf<Db>(db: Db, { workspaceId }: Subject): { db: Db; workspaceId: number } {
  return { db, workspaceId }
}

function idsOf({ identifiers }: Subject): string[] {
  return identifiers.map(({ id }) => id)
}
