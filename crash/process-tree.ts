import fs from 'node:fs'

type Process = { pid: number; parent: number; state: string }

/** A process and everything that it started, itself first. Linux only, like these tests. */
export function processTree(root: number): number[] {
  const all = fs.readdirSync('/proc').flatMap((name) => (/^\d+$/u.test(name) ? (readProcess(Number(name)) ?? []) : []))
  const tree = [root]
  for (const pid of tree) tree.push(...all.filter(({ parent }) => parent === pid).map((child) => child.pid)) // it grows as we go
  return tree
}

/** Kills without a chance to do anything about it. Whoever is gone already is left in peace. */
export function killAll(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

/** Whether a process still runs; one that only waits to be reaped does not. */
export function isRunning(pid: number): boolean {
  return !['Z', 'X', undefined].includes(readProcess(pid)?.state)
}

/** The most memory that a process ever had, in bytes. */
export function peakMemory(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/mu.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}

function readProcess(pid: number): Process | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // a name may contain anything, brackets too
    return { pid, parent: Number(parent), state }
  } catch {
    return undefined // it has ended meanwhile
  }
}
