import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.ts'

it('knows a password again, however it was typed, and no other', async () => {
  const hash = await hashPassword('caffè lungo è buono')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u)
  expect(await verifyPassword({ hash, password: 'caffè lungo è buono'.normalize('NFD') })).toBe(true)
  expect(await verifyPassword({ hash, password: 'caffè lungo è buonO' })).toBe(false)
  expect(await hashPassword('caffè lungo è buono')).not.toBe(hash)
})

it('knows what other argon2id programs have written', async () => {
  // From the test suite of the reference implementation (P-H-C/phc-winner-argon2, src/test.c).
  const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  expect(await verifyPassword({ hash, password: 'password' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'passwort' })).toBe(false)
})

it('takes nothing else for a hash', async () => {
  for (const hash of ['', 'password', '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$aaaa', '$2b$10$abcdefghijklmnopqrstuv'])
    expect(await verifyPassword({ hash, password: 'password' })).toBe(false)
})
