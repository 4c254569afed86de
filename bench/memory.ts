import fs from 'node:fs'

/** Memory of this process and its PostgreSQL now, in MB. Shared pages are counted once (proportional set size), where the system tells. */
function treeMemory(): { server: number; all: number } {
  const server = process.memoryUsage.rss() / 1e6
  const children = fs.readdirSync('/proc').filter((name) => /^\d+$/u.test(name) && commandOf(name).includes('postgres'))
  return { server, all: server + children.reduce((sum, pid) => sum + proportionalSize(pid), 0) }
}

function commandOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8')
  } catch {
    return ''
  }
}

function proportionalSize(pid: string): number {
  try {
    return Number(/^Pss:\s+(\d+)/mu.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1000
  } catch {
    return 0
  }
}

/** Watches memory until asked for its peak. Linux only; elsewhere it sees this process. */
export function watchMemory(): () => { server: number; all: number } {
  const peak = { server: 0, all: 0 }
  const look = () => {
    const now = fs.existsSync('/proc') ? treeMemory() : { server: process.memoryUsage.rss() / 1e6, all: 0 }
    peak.server = Math.max(peak.server, now.server)
    peak.all = Math.max(peak.all, now.all)
  }
  const timer = setInterval(look, 500)
  return () => {
    clearInterval(timer)
    look()
    return peak
  }
}
