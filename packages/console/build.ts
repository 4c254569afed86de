import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'

// node packages/console/build.ts [--if-stale] [--out FOLDER]: builds the console. Says nothing unless it fails.
// With --gallery it builds the page that shows everything of src/ui instead.

const here = import.meta.dirname
const SOURCES = ['src', 'public', 'index.html', 'build.ts', 'vite.config.ts', 'package.json', '../contract/src', '../../package-lock.json']

/** When a file, or anything in a folder, last changed. A folder changes when something in it appears or goes. */
function changedAt(file: string): number {
  const stat = fs.statSync(file)
  const inside = stat.isDirectory() ? fs.readdirSync(file).map((name) => changedAt(path.join(file, name))) : []
  return Math.max(stat.mtimeMs, ...inside)
}

function isFresh(out: string): boolean {
  const page = path.join(out, 'index.html')
  return fs.existsSync(page) && fs.statSync(page).mtimeMs > Math.max(...SOURCES.map((source) => changedAt(path.join(here, source))))
}

const { values } = parseArgs({
  options: {
    gallery: { type: 'boolean', default: false },
    'if-stale': { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(here, 'dist') },
  },
})
const input = path.join(here, values.gallery ? 'gallery.html' : 'index.html')
const out = path.resolve(values.out)
if (!values['if-stale'] || !isFresh(out)) {
  await build({ configFile: path.join(here, 'vite.config.ts'), logLevel: 'error', build: { outDir: out, rolldownOptions: { input } } })
}
