import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

describe('the log', () => {
  it('goes to standard error without personal data or secrets', () => {
    const script = `
      const { createLog } = await import(${JSON.stringify(path.join(import.meta.dirname, 'log.ts'))})
      const log = createLog({ logLevel: 'info', role: 'all' })
      const person = { email: 'PRIVATE', userId: 'PRIVATE', traits: { a: 'PRIVATE' } }
      log.info({ ...person, request: { ...person, headers: { authorization: 'PRIVATE', cookie: 'PRIVATE', 'set-cookie': 'PRIVATE', host: 'h' } } }, 'seen')`
    const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(stderr).not.toContain('PRIVATE')
    expect(JSON.parse(stderr)).toMatchObject({ msg: 'seen', role: 'all', request: { headers: { host: 'h' } } })
  })
})
