import fs from 'node:fs'
import path from 'node:path'
import { journeyQuestion } from '@percorso/contract'
import { expect, test } from 'vitest'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { readSql } from './read-sql.ts'

const stores = await testStores()
const manual = fs.readFileSync(path.resolve(import.meta.dirname, '../../../../../docs/journeys.md'), 'utf8')
const [follows, ways, months] = Array.from(manual.matchAll(/```sql\n([\s\S]*?)```/gu), ([, sql]) => sql!)

test('what the manual shows analysts works on the statement they are given', async () => {
  const workspace = await buildWorkspace(stores)
  const { workspaceId } = workspace
  const lived = [['ann', 'Viewed', 0], ['ann', 'Bought', 1], ['bob', 'Viewed', 0], ['bob', 'Bought', 3], ['cid', 'Viewed', 0]] as const // prettier-ignore
  await recordFacts(
    stores,
    workspace,
    lived.map(([user_id, event, hour], n) => ({
      who: { user_id },
      event,
      time: new Date(Date.parse('2026-03-01T10:00:00Z') + hour * 3_600_000).toISOString(),
      messageId: `d${workspaceId}-${n}`,
    })),
  )
  const request = { workspaceId, inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work) } as WorkspaceRequest
  const { sql } = await readSql({ warehouse: stores.warehouse, request }, journeyQuestion.parse({}))
  const ask = (query: string | undefined) => stores.warehouse.query<object>(`with steps as (${sql}) ${query}`, {})
  expect(await ask(follows)).toEqual([{ name: 'Viewed', next: 'Bought', times: 2, journeys: 2, median_s: 7200 }])
  expect(await ask(ways)).toEqual([
    { way: ['Viewed', 'Bought'], journeys: 2 },
    { way: ['Viewed'], journeys: 1 },
  ])
  expect(await ask(months)).toEqual([{ month: '2026-03-01', journeys: 3, median_h: 1 }])
})
