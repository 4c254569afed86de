import { inWorkspace } from '../../stores/transactions.ts'
import type { PersonalData } from '../profiles/index.ts'
import { deletePrivacy, selectRequestsOf } from './tables.ts'

/** What the privacy desk itself keeps of a person: their requests. An erasure takes them out of the log where it notes that it is done. */
export const requestData: PersonalData = {
  tables: ['privacy_requests'],
  count: async ({ postgres }, { workspaceId, identifiers }) => {
    const requests = await inWorkspace(postgres, workspaceId, (db) =>
      selectRequestsOf(
        { db, workspaceId },
        identifiers.map(({ id }) => id),
      ),
    )
    return { requests: requests.length }
  },
  files: ({ postgres }, { workspaceId, identifiers }) => [
    {
      name: 'requests.json',
      async *content() {
        const ids = identifiers.map(({ id }) => id)
        yield JSON.stringify(await inWorkspace(postgres, workspaceId, (db) => selectRequestsOf({ db, workspaceId }, ids)), undefined, 2)
      },
    },
  ],
  empty: deletePrivacy,
}
