import { countFacts } from '../record/profiles/index.ts'
import { createPipeline, formChunk, processChunk } from '../record/collect/index.ts'
import type { Pipeline } from '../record/collect/index.ts'

/** Does what a worker would, until nothing waits. */
export async function processAll(stores: Pipeline['stores']): Promise<void> {
  const pipeline = createPipeline(stores)
  for (let formed = await formChunk(pipeline); formed; formed = await formChunk(pipeline)) {
    await processChunk(pipeline, formed.ref, formed.content)
  }
  await countFacts({ ...stores, ...pipeline })
}
