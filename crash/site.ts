import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach } from 'vitest'
import { spawnServer } from './child-server.ts'
import type { ChildOptions, ChildServer } from './child-server.ts'

/** Where a test file may break things: folders, small disks and servers that are gone when the file is done. */
export type Site = {
  newFolder(name: string): string
  /** A folder that is a disk of this size; undefined where we may not make one. */
  newDisk(name: string, size_bytes: number): string | undefined
  start(options: ChildOptions): ChildServer
}

/** Call it once, at the top of the file. */
export function openSite(): Site {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-crash-'))
  fs.chmodSync(root, 0o711)
  const disks: string[] = []
  const servers: ChildServer[] = []
  const newFolder = (name: string) => {
    const folder = path.join(root, name)
    fs.mkdirSync(folder, { mode: 0o711 })
    return folder
  }
  afterEach(({ task }) => {
    if (task.result?.state === 'fail')
      for (const server of servers) process.stderr.write(`Process ${server.pid} last said:\n${server.log()}\n`)
  })
  afterAll(async () => {
    for (const server of servers) await server.kill()
    for (const disk of disks) spawnSync('umount', ['--lazy', disk])
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }) // a PostgreSQL that was killed takes a moment
  })
  return {
    newFolder,
    newDisk(name, size_bytes) {
      const folder = newFolder(name)
      const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size_bytes},mode=0711`, 'percorso-crash', folder])
      if (status !== 0) return undefined
      disks.push(folder)
      return folder
    },
    start(options) {
      const server = spawnServer(options)
      servers.push(server)
      return server
    },
  }
}
