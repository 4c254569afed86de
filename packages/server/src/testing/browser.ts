import fs from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium without a window: the machine's own if there is one, else the one that comes as a package. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((file) => fs.existsSync(file))
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: flags })
  const { default: packaged } = await import('@sparticuz/chromium')
  // Not with the arguments the package suggests: they are for functions that open one page (--single-process) and turn off what we test (CORS).
  return chromium.launch({ executablePath: await packaged.executablePath(), args: flags })
}
