/** Bucket b holds `members[starts[b]]` up to, not with, `members[starts[b + 1]]`. */
export type Buckets = { starts: Uint32Array; members: Uint32Array }

/**
 * Positions by their key, by counting: linear, and stable, so that within a bucket they keep their order.
 */
export function bucket(keys: Uint32Array, buckets: number): Buckets {
  const starts = new Uint32Array(buckets + 1)
  for (let i = 0; i < keys.length; i += 1) starts[keys[i]! + 1]! += 1
  for (let b = 0; b < buckets; b += 1) starts[b + 1]! += starts[b]!
  const next = starts.slice(0, buckets)
  const members = new Uint32Array(keys.length)
  for (let position = 0; position < keys.length; position += 1) {
    const key = keys[position]!
    members[next[key]!] = position
    next[key]! += 1
  }
  return { starts, members }
}
