import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { readConfig } from '../ground/config.ts'
import { buildWorkspace, silentLog } from '../testing/index.ts'
import { openStores } from './index.ts'

const dataDir = path.join(inject('server').scratch, 'all')
const config = readConfig({ dataDir })
const ground = path.resolve(import.meta.dirname, '../ground/index.ts')

afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }))

function openElsewhere(): { status: number | null; output: string } {
  const script = `
    const { openStores } = await import(${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))})
    const { createLog, readConfig } = await import(${JSON.stringify(ground)})
    const config = readConfig({ dataDir: ${JSON.stringify(dataDir)}, logLevel: 'silent' })
    const stores = await openStores(config, createLog(config)).catch((error) => error)
    if (stores instanceof Error) console.log(stores.code)
    else {
      const { rows } = await stores.postgres.system.query('select count(*) as n from workspaces')
      console.log('workspaces', rows[0].n, await stores.warehouse.query('select count() as n from facts'))
      await stores.close()
    }`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, output: `${stdout}${stderr}`.trim() }
}

describe('openStores', () => {
  it('opens empty stores in an empty folder, for one process at a time', async () => {
    const stores = await openStores(config, silentLog)
    await buildWorkspace(stores)
    expect(await stores.warehouse.query('select count() as n from facts')).toEqual([{ n: 0 }])
    await expect(openStores(config, silentLog)).rejects.toMatchObject({ code: 'data_dir_in_use' })
    expect(openElsewhere()).toEqual({ status: 0, output: 'data_dir_in_use' })
    await buildWorkspace(stores) // the refused ones did no harm
    await stores.close()
  })

  it('opens them again with what is in them, and closing leaves nothing that keeps the process alive', () => {
    expect(openElsewhere()).toEqual({ status: 0, output: 'workspaces 2 [ { n: 0 } ]' })
  })
})
