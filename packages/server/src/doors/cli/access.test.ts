import path from 'node:path'
import { expect, it } from 'vitest'
import { run, scratchFolder, startProgram } from './test-program.ts'

const scratch = scratchFolder()
const dataDir = path.join(scratch, 'data')

it('makes links to set a new password with, checks the audit log, and has all of it in a backup', async () => {
  const server = await startProgram(dataDir)
  const signedIn = await fetch(server.signInLink, { redirect: 'manual' })
  const headers = {
    cookie: signedIn.headers.getSetCookie()[0]!.split(';')[0]!,
    'content-type': 'application/json',
    origin: server.url,
  }
  const post = (where: string, body: object, as: object = headers) =>
    fetch(`${server.url}/api/v1${where}`, { method: 'POST', headers: { ...headers, ...as }, body: JSON.stringify(body) })
  const who = { name: 'Ada', email: 'ada@example.com', password: 'a long password' }
  expect((await post('/me/set-up', who)).status).toBe(200)

  const { stdout, code } = await run('access', 'reset-link', 'Ada@example.com', '--data-dir', dataDir, '--json')
  expect(code).toBe(0)
  const { link } = JSON.parse(stdout) as { link: string }
  expect(link.startsWith(`${server.url}/reset-password?token=`)).toBe(true)
  const reset = { token: new URL(link).searchParams.get('token'), password: 'another long password' }
  expect((await post('/sign-in/reset', reset, { cookie: '' })).status).toBe(200)
  expect((await post('/sign-in/reset', reset, { cookie: '' })).status).toBe(410)
  expect((await fetch(`${server.url}/api/v1/me`, { headers })).status).toBe(401) // the session before it
  expect((await post('/sign-in/password', who, { cookie: '' })).status).toBe(401)
  expect((await post('/sign-in/password', { ...who, password: reset.password }, { cookie: '' })).status).toBe(200)
  const nobody = await run('access', 'reset-link', 'eve@example.com', '--data-dir', dataDir, '--json')
  expect(JSON.parse(nobody.stdout)).toMatchObject({ error: { code: 'no_such_user' } })

  const verified = await run('audit', 'verify', '--data-dir', dataDir, '--json')
  expect(JSON.parse(verified.stdout)).toMatchObject({ firstBroken: null, hash: expect.stringMatching(/^[\da-f]{64}$/u) as string })
  expect(await run('backup', path.join(scratch, 'backup'), '--data-dir', dataDir)).toMatchObject({ code: 0 })
  expect(await server.stop()).toBe(0)

  const restoredDir = path.join(scratch, 'restored')
  const restored = await run('restore', path.join(scratch, 'backup'), '--data-dir', restoredDir, '--without-erasures', '--json')
  expect(restored, restored.stdout).toMatchObject({ code: 0 })
  const again = await startProgram(restoredDir)
  const signIn = await fetch(`${again.url}/api/v1/sign-in/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: again.url },
    body: JSON.stringify({ ...who, password: reset.password }),
  })
  expect(signIn.status).toBe(200)
  const still = await run('audit', 'verify', '--data-dir', restoredDir, '--json')
  const { entries: before } = JSON.parse(verified.stdout) as { entries: number }
  // Since then: the write key that a first start makes, and the sign-in.
  expect(JSON.parse(still.stdout)).toMatchObject({ firstBroken: null, entries: before + 2 })
  expect(await again.stop()).toBe(0)
}, 240_000)
