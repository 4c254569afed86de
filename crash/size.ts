/** How much is broken, and for how long. */
export type CrashSize = {
  /** How often the whole process tree is killed. */
  kills: number
  /** How often PostgreSQL alone is killed. */
  postgresKills: number
  /** How long ClickHouse answers nothing but errors. */
  outageSeconds: number
  /** How long the disk stays full. */
  fullDiskSeconds: number
  /** How long five times too much is sent. */
  overloadSeconds: number
  /** How much may wait before the overloaded server says that it has enough. */
  intakeLimitBytes: number
  /** How long two APIs are sent to at the same time. */
  sharedSeconds: number
}

declare module 'vitest' {
  interface ProvidedContext {
    crash: CrashSize
  }
}

export const fullSize: CrashSize = {
  kills: 20,
  postgresKills: 20,
  outageSeconds: 60,
  fullDiskSeconds: 30,
  overloadSeconds: 60,
  intakeLimitBytes: 20_000_000,
  sharedSeconds: 30,
}

/** For every commit: each thing breaks, only not as often. */
export const shortSize: CrashSize = {
  kills: 4,
  postgresKills: 3,
  outageSeconds: 6,
  fullDiskSeconds: 4,
  overloadSeconds: 8,
  intakeLimitBytes: 2_000_000,
  sharedSeconds: 6,
}
