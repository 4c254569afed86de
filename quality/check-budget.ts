import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

// What a browser must fetch before the console shows anything: the page, its scripts and styles, and the texts of one language.

const KB = 1024
const ENTRY_BYTES_MAX = 220 * KB

export type Weight = { file: string; bytes: number }

/** What the entry of a built console weighs, gzipped, heaviest first. */
export function weighEntry(folder: string): Weight[] {
  const weigh = (file: string): Weight => ({ file, bytes: gzipSync(readFileSync(resolve(folder, file))).length })
  const heaviest = (weights: Weight[]) => weights.toSorted((a, b) => b.bytes - a.bytes)
  const page = readFileSync(resolve(folder, 'index.html'), 'utf8')
  const named = Array.from(page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/gu), ([, file]) => file!)
  const texts = readdirSync(resolve(folder, 'assets')).filter((file) => /^(?:en|it|pl)-[\w-]+\.js$/u.test(file))
  const longest = heaviest(texts.map((file) => weigh(`assets/${file}`))).slice(0, 1)
  return heaviest([weigh('index.html'), ...named.map(weigh), ...longest])
}

export function overBudget(weights: Weight[], bytes_max: number = ENTRY_BYTES_MAX): string | undefined {
  const sum = weights.reduce((total, { bytes }) => total + bytes, 0)
  if (sum <= bytes_max) return undefined
  return `The console's entry is ${kb(sum)}, the budget ${kb(bytes_max)}: load something when it is first wanted, not before.`
}

export function kb(bytes: number): string {
  return `${(bytes / KB).toFixed(1)} KB`
}

if (import.meta.main) {
  const weights = weighEntry(resolve(import.meta.dirname, '../packages/console/dist'))
  const sum = weights.reduce((total, { bytes }) => total + bytes, 0)
  const problem = overBudget(weights)
  process.stdout.write(weights.map(({ file, bytes }) => `${kb(bytes).padStart(9)}  ${file}\n`).join(''))
  process.stdout.write(`${problem ?? `The console's entry is ${kb(sum)} gzipped, of ${kb(ENTRY_BYTES_MAX)}.`}\n`)
  if (problem !== undefined) process.exitCode = 1
}
