import { describe, expect, it } from 'vitest'
import { createKeyReader } from './key-reader.ts'

const press = (key: string, timeStamp: number, held: object = {}) => ({
  key,
  timeStamp,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

function reader() {
  const ran: string[] = []
  const read = createKeyReader({ 'g c': () => ran.push('g c'), 'g l': () => ran.push('g l'), '?': () => ran.push('?') })
  return { ran, read }
}

describe('keys', () => {
  it('lead somewhere alone or in pairs', () => {
    const { ran, read } = reader()
    for (const [index, key] of ['?', 'g', 'c', 'c', 'g', 'g', 'l'].entries()) read(press(key, index * 100))
    expect(ran).toEqual(['?', 'g c', 'g l'])
  })

  it('are no pair if somebody stopped to think', () => {
    const { ran, read } = reader()
    read(press('g', 0))
    read(press('c', 2_000))
    expect(ran).toEqual([])
  })

  it('are the browser’s or the system’s with Ctrl, Alt or Command', () => {
    const { ran, read } = reader()
    for (const held of ['ctrlKey', 'metaKey', 'altKey']) {
      read(press('g', 0, { [held]: true }))
      read(press('c', 1))
      read(press('?', 2, { [held]: true }))
    }
    expect(ran).toEqual([])
  })
})
