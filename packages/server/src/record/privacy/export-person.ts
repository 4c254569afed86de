import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Stores } from '../../stores/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { latestFacts } from '../collect/index.ts'
import { readProfile } from '../profiles/index.ts'
import type { PersonalData, PersonalFile, Subject } from '../profiles/index.ts'
import { personPage } from './person-page.ts'

const FACTS_SHOWN = 1_000

export type Exporting = { stores: Pick<Stores, 'postgres' | 'warehouse'>; rooms: PersonalData[]; now: number }

/**
 * Everything known about a person as a ZIP archive: a page to read, and files for programs. It is made while it is sent, one file after the other,
 * and kept nowhere: a million facts take no more room than ten.
 */
export async function exportPerson({ stores, rooms, now }: Exporting, subject: Subject & { profileId: string }): Promise<Readable> {
  const files = rooms.flatMap((room) => room.files(stores, subject))
  const page: PersonalFile = {
    name: 'person.html',
    content: async function* () {
      yield await pageOf({ stores, now }, subject, ['person.html', ...files.map(({ name }) => name)])
    },
  }
  const zip = new ZipFile()
  const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>, { objectMode: false })
  zip.on('error', (error: Error) => output.destroy(error))
  for (const { name, content } of [page, ...files]) {
    zip.addReadStreamLazy(name, { mtime: new Date(now), mode: 0o100600 }, (give) => {
      const stream = Readable.from(content(), { objectMode: false })
      stream.on('error', (error) => output.destroy(error)) // half an archive must not look like a whole one
      give(null, stream)
    })
  }
  zip.end()
  return output
}

async function pageOf(
  { stores, now }: Omit<Exporting, 'rooms'>,
  { workspaceId, profileId, identifiers }: Subject & { profileId: string },
  files: string[],
) {
  const person = await inWorkspace(stores.postgres, workspaceId, (db) => readProfile({ db, workspaceId }, profileId))
  const facts = await latestFacts(stores.warehouse, { workspaceId, ids: identifiers.map(({ id }) => id), limit: FACTS_SHOWN })
  return personPage({ person, facts, files, madeAt: new Date(now).toISOString() })
}
