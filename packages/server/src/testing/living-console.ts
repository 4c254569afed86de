import { execFile } from 'node:child_process'
import fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { startWorker } from '../doors/worker/index.ts'
import { createIntake } from '../record/collect/index.ts'
import { launchBrowser } from './browser.ts'
import { testStores } from './stores.ts'
import { buildTestApp } from './test-app.ts'

const builder = path.resolve(import.meta.dirname, '../../../console/build.ts')

type Console = {
  stores: Awaited<ReturnType<typeof testStores>>
  origin: string
  openPage: (options?: { language?: string; cookie?: string }) => Promise<OpenPage>
}
/** `complaints`: scripts that failed, and what the content security policy refused. */
export type OpenPage = { page: Page; complaints: string[] }

/** The console as people meet it: built, served, in a real browser, on a server whose worker runs. With `gallery`, the page that shows all of its parts. */
export async function startConsole({ gallery = false } = {}): Promise<Console> {
  const stores = await testStores()
  const log = pino({ level: 'error' }) // says why, if a fact never arrives or a request fails
  const consoleFolder = path.join(stores.dataDir, 'console')
  const options = ['--out', consoleFolder, ...(gallery ? ['--gallery'] : [])]
  const [browser] = await Promise.all([launchBrowser(), promisify(execFile)(process.execPath, [builder, ...options])])
  afterAll(() => browser.close())
  if (gallery) fs.renameSync(path.join(consoleFolder, 'gallery.html'), path.join(consoleFolder, 'index.html'))

  const worker = startWorker({ stores, log, onChunk() {}, onFailure() {} })
  const app = buildTestApp(stores, { intake: createIntake(stores.postgres, worker.wake), log, consoleFolder })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  afterAll(async () => {
    await app.close()
    await worker.stop()
  })

  const openPage = async ({ language = 'en-GB', cookie = '' } = {}): Promise<OpenPage> => {
    const context = await browser.newContext({
      locale: language,
      timezoneId: 'Europe/Rome',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    })
    afterAll(() => context.close())
    const [name, value] = cookie.split(/=(.*)/su)
    if (name && value !== undefined) await context.addCookies([{ name, value, url: origin }])
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => /Content Security Policy/u.test(message.text()) && complaints.push(message.text()))
    return { page, complaints }
  }
  return { stores, origin, openPage }
}

/** What axe finds wrong with a page. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`))
}
