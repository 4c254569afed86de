import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { spawnClickHouse } from '../../testing/clickhouse-http.ts'
import { openRemoteWarehouse } from './remote.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-test-'))
const clickHouse = await spawnClickHouse(folder)
const warehouse = await openRemoteWarehouse(clickHouse.url)
afterAll(async () => {
  await warehouse.close()
  await clickHouse.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

it('takes a list of ids that no address could hold', async () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
  const text = "O'Brien\t\\ {ids:String}"
  const rows = await warehouse.query<{ n: number; text: string }>(
    'select count() as n, any({text:String}) as text from (select arrayJoin({ids:Array(UUID)}) as id) where id in {ids:Array(UUID)}',
    { ids, text },
  )
  expect(rows).toEqual([{ n: 20_000, text }])
})
