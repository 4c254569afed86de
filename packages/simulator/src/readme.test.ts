import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { nulls, truths } from './truths.ts'

const readme = fs.readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8').replaceAll(/ +/gu, ' ')

test('the README names every truth with its size, and everything that has no effect', () => {
  const sizes = Object.values(truths).flatMap((truth) => Object.entries(truth) as [string, number | string][])
  const missing = sizes.filter(([name, size]) => !spellings(name, size).some((text) => readme.includes(text)))
  expect(missing).toEqual([])
  expect(nulls.filter(({ name }) => !readme.includes(`\`${name}\``))).toEqual([])
})

function spellings(name: string, size: number | string): string[] {
  if (typeof size === 'string') return [size, ...(size === 'PL' ? ['Poland'] : [])]
  const words = { _hours: `${size} hours`, _days: `${size} days`, _s: `${size} seconds` }
  const unit = Object.entries(words).find(([ending]) => name.endsWith(ending))
  if (unit) return [unit[1]]
  return /share/iu.test(name) ? [`${Number((size * 100).toFixed(2))}%`] : [`× ${size} |`, `${size} times`]
}
