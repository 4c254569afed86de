import { Worker } from 'node:worker_threads'
import { PercorsoError } from './errors.ts'

/** Others wait: arithmetic that has all cores would leave none to who only wants a page. */
const THREADS_MAX = 2
const TIME_MS_MAX = 60_000
const MEMORY_MB_MAX = 2_048

/** What a module that is run in a thread exports as `work`. What goes in and comes out is copied: plain data and typed arrays. */
type Work = (input: never) => unknown

let running = 0
const waiting: (() => void)[] = []

/**
 * Long arithmetic beside the event loop: the `work` that a module exports, in a thread that lives for this one question, two at a time. Throws `too_much`
 * for what takes longer than `timeMax_ms` or more than 2 GB; what the work throws is thrown here.
 */
export async function inThread<Does extends Work>(module: URL, input: Parameters<Does>[0], timeMax_ms = TIME_MS_MAX): Promise<Awaited<ReturnType<Does>>> {
  if (running < THREADS_MAX) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return (await answerOf(threadFor(module, input), timeMax_ms)) as Awaited<ReturnType<Does>>
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
} // prettier-ignore

function threadFor(module: URL, input: unknown): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB_MAX }
  return new Worker(new URL('./thread.ts', import.meta.url), { workerData: { module: module.href, input }, resourceLimits })
}

async function answerOf(thread: Worker, timeMax_ms: number): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const tooLong = setTimeout(() => reject(tooMuch()), timeMax_ms)
  thread.once('message', resolve)
  thread.once('error', (error: Error & { code?: string }) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch(error) : error))
  thread.once('exit', (code) => reject(new Error(`A thread ended without an answer (${code})`)))
  try {
    return await promise
  } finally {
    clearTimeout(tooLong)
    await thread.terminate()
  }
}

function tooMuch(cause?: unknown): PercorsoError {
  const hint = 'Ask for a shorter period, fewer steps or a segment.'
  return new PercorsoError('too_much', 'That is too much to work out in one go.', { status: 422, hint, cause })
}
