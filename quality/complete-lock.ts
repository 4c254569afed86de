// Adds to package-lock.json the native packages of other platforms, which npm leaves out where it could not fetch them, so that `npm ci` works
// on each. They come without an integrity hash: npm takes the exact version from its registry. Run it after `npm install` (npm run lock).
import fs from 'node:fs'

type Entry = { version: string; dev?: boolean; optional?: boolean; os?: string[]; cpu?: string[]; libc?: string[] }
type Lock = { packages: Record<string, Partial<Entry> & { optionalDependencies?: Record<string, string> }> }

const FILE = 'package-lock.json'
const SYSTEMS = ['win32', 'darwin', 'linux', 'freebsd', 'android', 'openharmony', 'openbsd', 'netbsd', 'sunos', 'aix']
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'arm', 'wasm32']

const lock = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Lock
const added = missing(lock)
Object.assign(lock.packages, added)
const { '': root, ...others } = lock.packages
const sorted = Object.entries(others).sort(([x], [y]) => (x < y ? -1 : 1))
lock.packages = { '': root ?? {}, ...Object.fromEntries(sorted) }
fs.writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${Object.keys(added).length} native packages of other platforms added to ${FILE}\n`)

function missing({ packages }: Lock): Record<string, Entry> {
  const known = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
  const entries: Record<string, Entry> = {}
  for (const { optionalDependencies = {}, dev } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!known.has(name)) entries[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) }
    }
  }
  return entries
}

/** Which machines a package is for, by the words in its name. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/@]/u).map((word) => (word === 'windows' ? 'win32' : word))
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.some((word) => (processor === 'arm' ? /^arm(?!64)/u.test(word) : word === processor)))
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(os === 'linux' && libc && { libc: [libc] }) }
}
