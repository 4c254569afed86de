import fs from 'node:fs'
import path from 'node:path'

const TICKS_PER_SECOND = 100

/** Processor time used so far by this process and by the PostgreSQL under a data directory, in s. Linux only; elsewhere PostgreSQL's is 0. */
export function usedCpu(dataDir: string): { server: number; postgres: number } {
  const { user, system } = process.cpuUsage()
  return { server: (user + system) / 1e6, postgres: fs.existsSync('/proc') ? postgresCpu(dataDir) : 0 }
}

function postgresCpu(dataDir: string): number {
  const postmaster = fs.readFileSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n', 1)[0]!
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/u.test(name))
  return pids.map((pid) => statOf(pid)).reduce((sum, [parent, ticks]) => (parent === postmaster ? sum + ticks / TICKS_PER_SECOND : sum), 0)
}

/** A process's parent, and the processor time it has used, in ticks. */
function statOf(pid: string): [parent: string, ticks: number] {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [fields[1]!, Number(fields[11]) + Number(fields[12])]
  } catch {
    return ['', 0] // it has ended meanwhile
  }
}
