import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

// What neither the compiler nor the linter sees: names, migrations, package.json files, tests that do not run.

export type SourceFile = { path: string; text: string }

type Check = { concerns: (path: string) => boolean; breaches: (file: SourceFile, paths: string[]) => string[] }

const DRAIN = /(^|[/-])(utils?|helpers?|common|shared|misc)(\.|\/|$)/i
const ASLEEP = /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo)\b/
const PINNED = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/
const DEPENDENCY_KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides'] as const

const names: Check = {
  concerns: (path) => DRAIN.test(path),
  breaches: () => ['is named after nothing in particular, so everything drains into it: say what it is'],
}

const sleepingTests: Check = {
  concerns: (path) => /\.test\.tsx?$/.test(path),
  breaches: ({ text }) =>
    text.split('\n').flatMap((line, index) => {
      const [found] = ASLEEP.exec(line) ?? []
      return found ? [`line ${index + 1}: ${found} lets tests pass by not running`] : []
    }),
}

const migrations: Check = {
  concerns: (path) => /^packages\/server\/db\/.*\.sql$/.test(path),
  breaches: ({ text }, paths) => {
    const room = /^-- room: (\S+)\n/.exec(text)?.[1]
    if (!room) return ['the first line says which room owns it: -- room: record/collect']
    const exists = paths.some((path) => path.startsWith(`packages/server/src/${room}/`))
    return exists ? [] : [`there is no room packages/server/src/${room}/`]
  },
}

const pinnedVersions: Check = {
  concerns: (path) => /(^|\/)package\.json$/.test(path),
  breaches: ({ text }) => {
    const manifest = JSON.parse(text) as Partial<Record<(typeof DEPENDENCY_KINDS)[number], Record<string, unknown>>>
    return DEPENDENCY_KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      .filter(([, version]) => typeof version === 'string' && !PINNED.test(version))
      .map(
        ([name, version]) => `${name} is ${String(version)}: pin it exactly, so that today's tests say something about tomorrow's install`,
      )
  },
}

export function checkText(files: SourceFile[]): string[] {
  const paths = files.map(({ path }) => path)
  return files.flatMap((file) =>
    [names, sleepingTests, migrations, pinnedVersions]
      .filter(({ concerns }) => concerns(file.path))
      .flatMap(({ breaches }) => breaches(file, paths).map((breach) => `${file.path}: ${breach}`)),
  )
}

/** What is, or is about to be, in the repository. */
function readRepository(root: string): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(resolve(root, path)))
    .map((path) => ({ path, text: readFileSync(resolve(root, path), 'utf8') }))
}

if (import.meta.main) {
  const files = readRepository(resolve(import.meta.dirname, '..'))
  const breaches = checkText(files)
  process.stdout.write(breaches.map((breach) => `${breach}\n`).join('') || `${files.length} files keep the text rules.\n`)
  if (breaches.length > 0) process.exitCode = 1
}
