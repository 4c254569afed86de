import { expect, it } from 'vitest'
import { safeFileName } from './safe-file-name.ts'

const RLO = '\u202E'

it.each([
  ['orders 2024.csv', 'orders 2024.csv'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\data\\a.csv', 'C:_data_a.csv'],
  ['.hidden.csv', 'hidden.csv'],
  [`evil${RLO}vsc.exe`, 'evilvsc.exe'],
  ['a\0b\n.csv', 'ab.csv'],
  ['zamówienia – שלום.csv', 'zamówienia – שלום.csv'],
  ['<img src=x onerror=alert(1)>.csv', '<img src=x onerror=alert(1)>.csv'],
  ['', 'file'],
  ['..', 'file'],
])('%j is uploaded as %j', (name, safe) => expect(safeFileName(name)).toBe(safe))

it('shortens what is too long, between characters, and keeps the ending', () => {
  for (const letter of ['x', 'ż', '😀']) {
    const name = safeFileName(`${letter.repeat(1_000)}.csv.gz`)
    expect(name).toMatch(/\.csv\.gz$/u)
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200)
    expect(name.isWellFormed()).toBe(true)
  }
})
