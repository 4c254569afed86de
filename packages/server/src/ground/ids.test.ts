import { describe, expect, it } from 'vitest'
import { hashSecret, newSecret, uuidFromBytes } from './ids.ts'

describe('ids', () => {
  it('make secrets that differ and are kept as their SHA-256', () => {
    expect(newSecret('wk')).toMatch(/^wk_[\w-]{32}$/)
    expect(newSecret('wk')).not.toBe(newSecret('wk'))
    expect(hashSecret('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('make UUIDs of version 8', () => {
    expect(uuidFromBytes(Buffer.alloc(32, 0xff))).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff')
    expect(uuidFromBytes(Buffer.alloc(16))).toBe('00000000-0000-8000-8000-000000000000')
    expect(() => uuidFromBytes(Buffer.alloc(15))).toThrow(RangeError)
  })
})
