import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createTranslator } from 'use-intl/core'
import { afterAll, describe, expect, it } from 'vitest'
import { en } from './texts/en/all.ts'
import { it as italian } from './texts/it/all.ts'
import { pl } from './texts/pl/all.ts'
import type { Language, Texts } from './texts/texts.ts'

const run = promisify(execFile)
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-console-'))
afterAll(() => fs.rmSync(scratch, { recursive: true }))

describe('the build', () => {
  const builder = path.resolve(import.meta.dirname, '../build.ts')
  const page = path.join(scratch, 'index.html')
  const build = (...options: string[]) => run(process.execPath, [builder, '--out', scratch, ...options])

  it('makes a page that a strict content security policy lets through, and says nothing', async () => {
    expect(await build()).toEqual({ stdout: '', stderr: '' })
    const html = fs.readFileSync(page, 'utf8')
    for (const [script] of html.matchAll(/<script[^>]*>[^<]*/gu))
      expect(script).toMatch(/^<script type="module"[^>]* src="\/assets\/[^>]*>$/u)
    expect(html).toContain('<script')
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|https?:/u)
  })

  it('is for production, whoever builds it, and knows nothing of zod', () => {
    const scripts = fs.globSync('assets/*.js', { cwd: scratch }).map((file) => fs.readFileSync(path.join(scratch, file), 'utf8'))
    expect(scripts.join()).toContain('/profiles/{profileId}/timeline')
    expect(scripts.join()).not.toMatch(/ZodError|Each child in a list|new Function\(/u)
  })

  it('is skipped if nothing has changed, and only then', async () => {
    const { mtimeMs } = fs.statSync(page)
    await build('--if-stale')
    expect(fs.statSync(page).mtimeMs).toBe(mtimeMs)
    fs.utimesSync(page, 0, 0)
    await build('--if-stale')
    expect(fs.statSync(page).mtimeMs).toBeGreaterThan(mtimeMs)
  })
})

describe('the texts', () => {
  const languages: [Language, Texts][] = [
    ['en', en],
    ['it', italian],
    ['pl', pl],
  ]
  const keysOf = (texts: object): string[] =>
    Object.entries(texts).flatMap(([key, inside]) =>
      typeof inside === 'string' ? [key] : keysOf(inside as object).map((rest) => `${key}.${rest}`),
    )
  const textAt = (texts: Texts, key: string) => key.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], texts)
  /** Names of values and of tags. Braces within the branches of a plural hold text, those within that text values again. */
  const placeholdersOf = (text: unknown) => {
    const names = new Set<string>()
    let depth = 0
    for (const { 0: sign, 1: name, 2: tag } of String(text).matchAll(/\{(\w*)|\}|<(\w+)>/gu)) {
      if (tag !== undefined) names.add(`<${tag}>`)
      else depth += sign === '}' ? -1 : 1
      if (name && depth % 2 === 1) names.add(name)
    }
    return names
  }

  it.each(languages)('%s has every text of English, with the same placeholders', (_language, texts) => {
    expect(keysOf(texts)).toEqual(keysOf(en))
    for (const key of keysOf(en)) {
      expect(textAt(texts, key), key).not.toBe('')
      expect(placeholdersOf(textAt(texts, key)), key).toEqual(placeholdersOf(textAt(en, key)))
    }
  })

  it.each(languages)('%s can be formatted, whatever the number', (locale, texts) => {
    const onError = (error: Error) => {
      throw error
    }
    const translator = createTranslator({ locale, messages: texts as unknown as Record<string, Record<string, string>>, onError })
    const translate = (key: string, values: object) => translator.markup(key as never, values as never)
    for (const key of keysOf(texts)) {
      for (const count of [0, 1, 2, 5, 22, 1.5]) {
        const values = Array.from(placeholdersOf(textAt(texts, key)), (name) =>
          name.startsWith('<') ? [name.slice(1, -1), (inside: string) => inside] : [name, count],
        )
        expect(translate(key, Object.fromEntries(values)), key).not.toMatch(/[{}]/u)
      }
    }
  })

  it('say numbers as Poles do', () => {
    const t = createTranslator({ locale: 'pl', messages: pl as unknown as typeof en, namespace: 'shell.palette' })
    expect([1, 2, 5, 22].map((count) => t('facts', { count }))).toEqual(['1 fakt', '2 fakty', '5 faktów', '22 fakty'])
  })
})
