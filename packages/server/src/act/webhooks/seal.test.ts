import { expect, it } from 'vitest'
import { createSeal } from './seal.ts'

const seal = createSeal(async () => 'the secret of this installation')
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

it('gives back what it has closed, in no form in which it could be read', async () => {
  const [one, other] = [await seal.close(1, SECRET), await seal.close(1, SECRET)]
  expect(await seal.open(1, one)).toBe(SECRET)
  expect(one.equals(other)).toBe(false)
  expect(one.includes('whsec')).toBe(false)
})

it('opens nothing of another installation, of another workspace, or that was changed', async () => {
  const sealed = await seal.close(1, SECRET)
  expect(await createSeal(async () => 'another secret').open(1, sealed)).toBeUndefined()
  expect(await seal.open(2, sealed)).toBeUndefined()
  for (const place of [0, 13, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[place]! ^= 1
    expect(await seal.open(1, changed)).toBeUndefined()
  }
  expect(await seal.open(1, Buffer.from('short'))).toBeUndefined()
})

it('asks for the installation’s secret again if it could not be read', async () => {
  let asked = 0
  const late = createSeal(async () => {
    if ((asked += 1) === 1) throw new Error('the database is away')
    return 'the secret of this installation'
  })
  await expect(late.close(1, SECRET)).rejects.toThrow('away')
  expect(await seal.open(1, await late.close(1, SECRET))).toBe(SECRET)
  expect(asked).toBe(2)
})
