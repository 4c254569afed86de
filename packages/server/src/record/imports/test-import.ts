import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { importMapping } from '@percorso/contract'
import type { ImportMapping, ImportMappingInput, ImportProgress } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import type { Stores } from '../../stores/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import type { ImportDeps } from './run-import.ts'
import { stageFile } from './stage-file.ts'
import { startImport } from './start-import.ts'

export const visits: ImportMapping = importMapping.parse({
  person: { userId: '{id}' },
  facts: [
    { type: 'page', time: '{day}', name: 'Visit' },
    { type: 'track', time: '{day}', event: 'Seen' },
  ],
} satisfies ImportMappingInput)

/** For tests: so many rows that give two facts each; each tenth has no time, and gives two refusals. */
export function visitsFile(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => `u${index % 50},${index % 10 === 9 ? 'soon' : '2024-01-02'}`)
  return ['id,day', ...lines].join('\n')
}

export type TestImports = ReturnType<typeof testImports>

/** For tests: what it takes to upload, start and run imports, in a data folder of its own. */
export function testImports(stores: Pick<Stores, 'postgres'> & { dataDir: string }, { workspaceId }: { workspaceId: number }) {
  const dataDir = mkdtempSync(join(stores.dataDir, 'data-'))
  const { postgres } = stores
  const by = { kind: 'system', id: 'test', name: 'Test', network: null, userAgent: null } as const
  const request: WorkspaceRequest = {
    workspaceId,
    actor: 'Test',
    by,
    permissions: new Set(),
    inWorkspace: (work) => inWorkspace(postgres, workspaceId, work),
  }
  const deps: ImportDeps = {
    postgres,
    dataDir,
    clock: systemClock,
    log: pino({ level: 'silent' }),
    pressure: { refusal: () => undefined },
    onAppended: () => {},
  }
  const upload = async (name: string, text: string) => (await stageFile({ dataDir, workspaceId }, { name, content: toChunks(text) })).fileId
  const start = async (name: string, text: string, mapping = visits): Promise<ImportProgress> =>
    startImport(request, dataDir, { fileId: await upload(name, text), lookups: {}, mapping })
  const count = async (sql: string): Promise<number> => {
    const { rows } = await postgres.system.query<{ n: number }>(sql, [workspaceId])
    return Number(rows[0]?.n)
  }
  const appended = () => count('select coalesce(sum(facts), 0) as n from intake where workspace_id = $1')
  return { deps, request, upload, start, count, appended, refOf: ({ importId }: { importId: string }) => ({ workspaceId, importId }) }
}

async function* toChunks(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}
