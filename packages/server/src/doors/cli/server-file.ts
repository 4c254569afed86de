import fs from 'node:fs'
import path from 'node:path'

export type ServerFile = { url: string; pid: number; control: string | null }

const fileOf = (dataDir: string) => path.join(dataDir, 'server.json')

/** Tells the other verbs where the server of this data folder is. */
export function writeServerFile(dataDir: string, server: ServerFile): void {
  const file = fileOf(dataDir)
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(server)}\n`, { mode: 0o600 })
  fs.renameSync(`${file}.new`, file)
}

/** Takes our own word back; another process's stays. */
export function removeServerFile(dataDir: string): void {
  if (readServerFile(dataDir)?.pid === process.pid) fs.rmSync(fileOf(dataDir), { force: true })
}

/** What the file says, whether that server still lives or not. */
export function readServerFile(dataDir: string): ServerFile | undefined {
  try {
    return JSON.parse(fs.readFileSync(fileOf(dataDir), 'utf8')) as ServerFile
  } catch {
    return undefined
  }
}

/** The server that runs on this data folder, if one does: its process lives and answers. */
export async function findServer(dataDir: string): Promise<ServerFile | undefined> {
  const server = readServerFile(dataDir)
  if (!server || !isAlive(server.pid)) return undefined
  const answer = await fetch(new URL('/healthz', server.url), { signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok ? server : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // somebody else's, but there
  }
}
