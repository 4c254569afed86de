import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { readMigrations } from '../../stores/migrations.ts'
import { hashFile } from './part.ts'

const part = z.object({ file: z.string(), bytes: z.int(), sha256: z.string(), rows: z.int() })
const tablePart = part.extend({ table: z.string(), columns: z.array(z.string()) })
const migration = z.object({ name: z.string(), sha256: z.string() })

/** What a backup says of itself. Written last: a folder without it holds no backup. */
export const manifest = z.object({
  format: z.literal('percorso-backup-1'),
  node: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  migrations: z.object({ postgres: z.array(migration), clickhouse: z.array(migration) }),
  /** Facts of chunks up to this one are in the warehouse's part, except those of the pending ones: their facts are still in the intake. */
  lastChunkId: z.int(),
  pendingChunks: z.array(z.int()),
  lastMoveId: z.int(),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.int() })),
  postgres: z.array(tablePart),
  clickhouse: z.array(part.extend({ table: z.string() })),
})
export type Manifest = z.infer<typeof manifest>

export const MANIFEST = 'manifest.json'
const db = path.resolve(import.meta.dirname, '../../../db')

/** The migrations that this version of Percorso brings: what its databases are made of once they are open. */
export async function ownMigrations(): Promise<Manifest['migrations']> {
  const [postgres, clickhouse] = await Promise.all(['postgres', 'clickhouse'].map((store) => readMigrations(path.join(db, store))))
  const named = (list: { name: string; sha256: string }[] = []) => list.map(({ name, sha256 }) => ({ name, sha256 }))
  return { postgres: named(postgres), clickhouse: named(clickhouse) }
}

/** Reads a backup's manifest and makes sure that every file is there as it was written, and that this version can read it. */
export async function readBackup(folder: string): Promise<Manifest> {
  const backup = await readManifest(folder)
  if (JSON.stringify(backup.migrations) !== JSON.stringify(await ownMigrations())) {
    throw new PercorsoError(
      'backup_of_other_version',
      'This backup was made by another version of Percorso: its databases are built differently',
      {
        hint: 'Restore it with the version that made it, then start the newer one on the restored data: it migrates them.',
      },
    )
  }
  for (const { file, bytes, sha256 } of [...backup.postgres, ...backup.clickhouse]) {
    const found = await hashFile(path.join(folder, file)).catch(() => undefined)
    if (found?.bytes === bytes && found.sha256 === sha256) continue
    throw new PercorsoError('backup_damaged', `The backup is damaged: ${file} is ${found ? 'not what was written' : 'missing'}`, {
      hint: 'Take the file from another copy of this backup, or restore another backup.',
    })
  }
  return backup
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await fs.readFile(path.join(folder, MANIFEST), 'utf8').catch((cause: unknown) => {
    throw new PercorsoError('no_backup', `There is no finished backup in ${folder}`, {
      hint: `A backup is a folder with a ${MANIFEST}, which is written last.`,
      cause,
    })
  })
  const parsed = manifest.safeParse(parseOrNothing(text))
  if (parsed.success) return parsed.data
  throw new PercorsoError('backup_damaged', `The backup's ${MANIFEST} cannot be read`, { hint: 'Restore another backup.' })
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
