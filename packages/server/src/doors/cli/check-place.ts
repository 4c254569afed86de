import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import type { Config } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'

/** Fails, with what to do about it, where a start would fail later on with less of an explanation. */
export async function checkPlace(config: Config): Promise<void> {
  if (!config.databaseUrl || !config.clickhouseUrl) {
    assertWritable(config.dataDir)
    assertRoom(config)
  }
  if (config.port !== 0) await assertPortFree(config)
}

export function assertWritable(dataDir: string): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    const probe = path.join(dataDir, `.probe-${process.pid}`)
    fs.writeFileSync(probe, '')
    fs.rmSync(probe)
  } catch (cause) {
    throw new PercorsoError('data_dir_not_writable', `Cannot write to ${dataDir}: ${(cause as Error).message}`, {
      hint: 'Choose another place with --data-dir, or start Percorso as a user who may write there.',
      cause,
    })
  }
}

function assertRoom({ dataDir, minFreeDiskBytes }: Config): void {
  const free_bytes = freeBytes(dataDir)
  if (free_bytes >= minFreeDiskBytes) return
  throw new PercorsoError(
    'disk_full',
    `Only ${megabytes(free_bytes)} are free for ${dataDir}; Percorso needs ${megabytes(minFreeDiskBytes)}`,
    {
      hint: 'Make room, choose another place with --data-dir, or allow less with PERCORSO_MIN_FREE_DISK_BYTES.',
    },
  )
}

/** Free space where a folder is, or where it would be. */
export function freeBytes(folder: string): number {
  const existing = fs.existsSync(folder) ? folder : path.dirname(folder)
  if (existing !== folder && !fs.existsSync(existing)) return freeBytes(existing)
  const { bavail, bsize } = fs.statfsSync(existing)
  return bavail * bsize
}

export async function assertPortFree({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const probe = net.createServer()
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen({ host, port, exclusive: true }, resolve))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause
    throw new PercorsoError('port_in_use', `Another program listens on port ${port} of ${host}`, {
      hint: 'Stop it, or choose another port with --port (0: any free one).',
      cause,
    })
  } finally {
    probe.close()
  }
}

export function megabytes(bytes: number): string {
  return bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GB` : `${Math.round(bytes / 2 ** 20)} MB`
}
