import { parentPort, workerData } from 'node:worker_threads'

// What a thread of `inThread` runs: one module's `work`, once.
const { module, input } = workerData as { module: string; input: unknown }
const { work } = (await import(module)) as { work: (input: unknown) => unknown }
parentPort!.postMessage(await work(input))
