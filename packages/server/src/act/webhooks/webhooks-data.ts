import type { PersonalData, Subject } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { countDeliveriesOf, deleteAllDeliveries, deleteDeliveriesOf, selectDeliveriesOf } from './personal-tables.ts'

/** What webhooks keep about a person: facts that are on their way, or were sent in the last week. */
export const webhooksData: PersonalData = {
  tables: ['webhook_deliveries'],
  count: ({ postgres }, { workspaceId, identifiers }) =>
    inWorkspace(postgres, workspaceId, async (db) => ({
      webhookDeliveries: await countDeliveriesOf({ db, workspaceId }, idsOf(identifiers)),
    })),
  files: ({ postgres }, { workspaceId, identifiers }) => [
    {
      name: 'webhooks.json',
      async *content() {
        const sent = await inWorkspace(postgres, workspaceId, (db) => selectDeliveriesOf({ db, workspaceId }, idsOf(identifiers)))
        yield JSON.stringify(sent, undefined, 2)
      },
    },
  ],
  erase: (db, { workspaceId, identifiers }) => deleteDeliveriesOf({ db, workspaceId }, idsOf(identifiers)),
  empty: (db, workspaceId) => deleteAllDeliveries({ db, workspaceId }),
}

function idsOf(identifiers: Subject['identifiers']): string[] {
  return identifiers.map(({ id }) => id)
}
