import { setLimits } from '@percorso/contract/set-limits'

/** Values to be sent, each with its line in the list (from 1). */
export type Listed = { line: number; value: string }

/** Room for what stands around the values. */
const SPARE_BYTES = 2_000
const encoder = new TextEncoder()

/** Takes what is too long to be an identifier out: it is not sent at all. */
export function parted(values: Listed[]): { fit: Listed[]; tooLong: Listed[] } {
  const { true: fit = [], false: tooLong = [] } = Object.groupBy(
    values,
    ({ value }) => String(value.length <= setLimits.length) as 'true' | 'false',
  )
  return { fit, tooLong }
}

/** Values in portions that keep nobody waiting. */
export function* batchesOf(values: Listed[]): Generator<Listed[]> {
  let batch: Listed[] = []
  let bytes = 0
  for (const one of values) {
    const size = encoder.encode(JSON.stringify(one.value)).length + 1
    if (batch.length === setLimits.portion || (batch.length > 0 && bytes + size > setLimits.bytes - SPARE_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(one)
    bytes += size
  }
  if (batch.length > 0) yield batch
}
