import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { ask, run, scratchFolder, send, startProgram } from './test-program.ts'

const scratch = scratchFolder()
const dataDir = path.join(scratch, 'data')

type Stats = { facts: number; intakePending: number }
type Failure = { error: { code: string; message: string; hint?: string } }

it('starts, takes a fact, counts it within two seconds, stops in good order, and starts again with the same credentials', async () => {
  const server = await startProgram(dataDir)
  expect(fs.statSync(path.join(dataDir, 'credentials.json')).mode & 0o777).toBe(0o600)
  const from = performance.now()
  await send(server, [{ type: 'track', event: 'Bought', userId: 'ada', messageId: 'm1', properties: { price: 5 } }])
  let stats = await ask<Stats>(server, '/stats')
  while ((stats.facts < 1 || stats.intakePending > 0) && performance.now() - from < 2_000) {
    await sleep(50)
    stats = await ask<Stats>(server, '/stats')
  }
  expect(stats).toMatchObject({ facts: 1, intakePending: 0 })

  const { stdout } = await run('stats', '--data-dir', dataDir, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ facts: 1 })
  const signedIn = await fetch(server.signInLink, { redirect: 'manual' })
  expect(signedIn.status).toBe(303)
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics).toMatch(/^percorso_intake_facts_total 1$/mu)
  expect(metrics).toMatch(/^percorso_lag_seconds_count 1$/mu)
  const second = await run('start', '--data-dir', dataDir, '--port', '0', '--json')
  expect(second.code).toBe(1)
  expect(JSON.parse(second.stdout)).toMatchObject({ error: { code: 'data_dir_in_use' } })
  const doctor = await run('doctor', '--data-dir', dataDir, '--json')
  expect(doctor).toMatchObject({ code: 0 })
  expect(JSON.parse(doctor.stdout)).toMatchObject({
    ok: true,
    checks: expect.arrayContaining([expect.objectContaining({ name: 'Server', ok: true })]) as unknown,
  })

  expect(await server.stop()).toBe(0)
  expect(fs.existsSync(path.join(dataDir, 'server.json'))).toBe(false)
  const again = await startProgram(dataDir)
  expect(again).toMatchObject({ writeKey: server.writeKey, adminToken: server.adminToken })
  expect(again.signInLink).not.toBe(server.signInLink.replace(server.url, again.url))
  expect(await ask<Stats>(again, '/stats')).toMatchObject({ facts: 1 })
  expect(await again.stop('SIGINT')).toBe(0)
}, 60_000)

it('makes new credentials where the kept ones do not work any more', async () => {
  const file = path.join(dataDir, 'credentials.json')
  const kept = JSON.parse(fs.readFileSync(file, 'utf8')) as { writeKey: string; adminToken: string }
  fs.writeFileSync(file, JSON.stringify({ ...kept, writeKey: 'wk_stale', adminToken: 'pt_stale' }))
  const server = await startProgram(dataDir)
  expect([kept.writeKey, 'wk_stale']).not.toContain(server.writeKey)
  await send(server, [{ type: 'track', event: 'Bought', userId: 'ada', messageId: 'm2' }])
  expect(await ask<Stats>(server, '/stats')).toBeDefined()
  await server.stop()
}, 60_000)

it('imports a file without a server, and refuses to without a mapping', async () => {
  const file = path.join(scratch, 'orders.csv')
  fs.writeFileSync(file, 'customer,at,amount\nada,2024-01-01T10:00:00Z,5\nbob,2024-01-02T10:00:00Z,7\n')
  expect(await run('import', file, '--data-dir', dataDir)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--mapping') as string,
  })
  const guessed = await run('import', file, '--data-dir', dataDir, '--preview', '--json')
  const { mapping } = JSON.parse(guessed.stdout) as { mapping: unknown }
  const mappingFile = path.join(scratch, 'mapping.json')
  fs.writeFileSync(mappingFile, JSON.stringify(mapping))
  const imported = await run('import', file, '--data-dir', dataDir, '--mapping', mappingFile, '--json')
  expect(imported).toMatchObject({ code: 0 })
  expect(JSON.parse(imported.stdout)).toMatchObject({ status: 'done', rows: 2, refused: 0 })
}, 60_000)

it('explains what is wrong, for people and for programs, without a stack trace', async () => {
  const json = async (...args: string[]) => {
    const { code, stdout } = await run(...args, '--json')
    expect(code).toBe(1)
    return (JSON.parse(stdout) as Failure).error
  }
  expect(await json('start', '--bogus')).toMatchObject({ code: 'bad_usage' })
  expect(await json('start', '--port', 'high')).toMatchObject({
    code: 'bad_config',
    message: expect.stringContaining('PERCORSO_PORT') as string,
  })
  expect(await json('start', '--role', 'worker', '--data-dir', dataDir)).toMatchObject({ code: 'bad_config' })
  expect(await json('stats', '--data-dir', path.join(scratch, 'nothing'))).toMatchObject({ code: 'no_server' })
  expect(await json('restore', scratch, '--data-dir', path.join(scratch, 'nothing'))).toMatchObject({ code: 'no_backup' })
  const plain = await run('stats', '--data-dir', path.join(scratch, 'nothing'))
  expect(plain).toMatchObject({ code: 1, stdout: '' })
  expect(plain.stderr).not.toContain(' at ')
  expect(fs.existsSync(path.join(scratch, 'nothing'))).toBe(false)
}, 60_000)

it('says so when the port is taken, and the doctor does too', async () => {
  const taken = net.createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as net.AddressInfo
  const { stdout } = await run('start', '--data-dir', path.join(scratch, 'other'), '--port', String(port), '--json')
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'port_in_use' } })
  taken.close()
})

it('has a help text with an example for every verb', async () => {
  const { stdout } = await run('--help')
  const verbs = ['start', 'demo', 'migrate', 'import', 'stats', 'doctor', 'bench', 'replay', 'backup', 'restore']
  for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^ {2}${verb}`, 'mu'))
  const helps = await Promise.all(verbs.map((verb) => run(verb, '--help')))
  for (const { code, stdout } of helps) {
    expect(code).toBe(0)
    expect(stdout).toMatch(/Example:\n {2}\$ percorso/u)
  }
}, 60_000)
