import fc from 'fast-check'
import { expect, it } from 'vitest'
import { guess, readRows } from './read-list.ts'
import { refusedCsv } from './refused-csv.ts'

const rowsOf = (text: string) => readRows(text).rows

it('reads a column, a table with commas, semicolons or tabs, and what spreadsheets put in quotes', () => {
  expect(rowsOf('ada@example.org\r\n\r\nbo@example.org')).toEqual([['ada@example.org'], ['bo@example.org']])
  expect(rowsOf('\uFEFFname;mail\n"Rossi; Ada";ada@example.org')).toEqual([
    ['name', 'mail'],
    ['Rossi; Ada', 'ada@example.org'],
  ])
  expect(rowsOf('a\tb\rc\t')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ])
  expect(rowsOf('"two\nlines",x\n"say ""hi""" ,y\n"never closed,z')).toEqual([['two\nlines', 'x'], ['say "hi"', 'y'], ['never closed,z']])
  expect(rowsOf('')).toEqual([])
})

it('says on which line a row stands', () => {
  expect(readRows('a,b\n\n"two\nlines",c\nd,e').lines).toEqual([1, 3, 5])
})

it('reads back whatever is written as RFC 4180 has it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', ' ', '@', '=') })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(table, (rows) => {
      const text = [['head', 'er'], ...rows].map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n')
      expect(rowsOf(text)).toEqual([['head', 'er'], ...rows.filter((row) => row.some((each) => each.trim() !== ''))])
    }),
  )
})

it('guesses where people are, and whether the first line names the columns', () => {
  const of = (text: string) => guess(rowsOf(text))
  expect(of('Name,E-mail\nAda,ada@example.org')).toEqual({ header: true, column: 1, kind: 'email' })
  expect(of('ada@example.org\nbo@example.org')).toEqual({ header: false, column: 0, kind: 'email' })
  expect(of('customer id\nu-1\nu-2')).toEqual({ header: true, column: 0, kind: 'user_id' })
  expect(of('1001\n1002')).toEqual({ header: false, column: 0, kind: 'user_id' })
})

it('gives back what was refused, with nothing in it that a spreadsheet would run', () => {
  const value = '=HYPERLINK("https://evil.example","x")'
  expect(refusedCsv([{ line: 3, value, reason: 'malformed' }])).toBe(
    '"line","value","reason"\r\n"3","\'=HYPERLINK(""https://evil.example"",""x"")","malformed"\r\n',
  )
})
