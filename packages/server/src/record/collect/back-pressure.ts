import fs from 'node:fs/promises'
import type { Config, Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { intakeBytes, waitingBytes } from './intake-size-tables.ts'

const CHECK_EVERY_MS = 1_000

type Limits = Pick<Config, 'dataDir' | 'minFreeDiskBytes' | 'intakeLimitBytes'>
type PressureDeps = { postgres: Pick<Postgres, 'system'>; config: Limits; log: Logger }

export type BackPressure = {
  /** Looks now, and again every second until stopped. */
  start(): Promise<void>
  stop(): void
  check(): Promise<void>
  /** Why nothing may be taken at the moment, if so; to be answered before reading a body. */
  refusal(): PercorsoError | undefined
}

/** Watches whether there is room for more: senders keep what we refuse with 429 and 503, and nobody keeps what a full disk loses. */
export function createBackPressure({ postgres, config, log }: PressureDeps): BackPressure {
  let refusal: PercorsoError | undefined
  let timer: NodeJS.Timeout | undefined
  let checking = false

  async function check(): Promise<void> {
    if (checking) return
    checking = true
    const before = refusal
    try {
      refusal = (await isDiskFull(config)) ? diskFull() : (await isIntakeFull(postgres, config.intakeLimitBytes)) ? intakeFull() : undefined
      if (refusal?.code !== before?.code) log.warn({ refusing: refusal?.code ?? null }, 'back pressure changed')
    } catch (error) {
      log.warn({ err: error }, 'could not look how much room there is') // whether the store takes anything will show when it is asked to
    } finally {
      checking = false
    }
  }

  return {
    check,
    refusal: () => refusal,
    start: async () => {
      timer ??= setInterval(() => void check(), CHECK_EVERY_MS).unref()
      await check()
    },
    stop: () => {
      clearInterval(timer)
      timer = undefined
    },
  }
}

async function isDiskFull({ dataDir, minFreeDiskBytes }: Limits): Promise<boolean> {
  try {
    const { bavail, bsize } = await fs.statfs(dataDir)
    return bavail * bsize < minFreeDiskBytes
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false // both stores are remote: no data folder
    throw error
  }
}

/** A table does not shrink as its rows go: only if it is large does it matter how much of it is alive, and only then is it counted. */
async function isIntakeFull(postgres: Pick<Postgres, 'system'>, limitBytes: number): Promise<boolean> {
  return (await intakeBytes(postgres.system)) > limitBytes && (await waitingBytes(postgres.system)) > limitBytes
}

function diskFull(): PercorsoError {
  return new PercorsoError('disk_full', 'There is too little disk space to store facts.', {
    status: 503,
    hint: 'Send the same request again later.',
  })
}

function intakeFull(): PercorsoError {
  return new PercorsoError('intake_full', 'Too many facts wait to be processed.', {
    status: 429,
    hint: 'Send the same request again later.',
  })
}
