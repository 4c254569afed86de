/** How much an identifier has done: so many facts, the last of them at `lastSeen` (ms). */
export type Activity = { id: string; facts: number; lastSeen: number }

/** So many that counting one of them never keeps a chunk waiting for long. */
const BUCKETS = 256
const ID_BYTES = 16
const ENTRY_BYTES = ID_BYTES + 4 + 8

/** Packs activity by bucket: an identifier's id (16 bytes), its facts (uint32), the last one's time (float64, ms), one after the other. */
export function packActivity(activity: Iterable<Activity>): { bucket: number; packed: Buffer }[] {
  const buckets = Array.from({ length: BUCKETS }, (): Activity[] => [])
  for (const one of activity) buckets[Number.parseInt(one.id.slice(0, 2), 16)]!.push(one)
  return buckets.flatMap((entries, bucket) => (entries.length > 0 ? [{ bucket, packed: pack(entries) }] : []))
}

function pack(entries: Activity[]): Buffer {
  const packed = Buffer.allocUnsafe(entries.length * ENTRY_BYTES)
  entries.forEach(({ id, facts, lastSeen }, index) => {
    const at = index * ENTRY_BYTES
    packed.write(id.replaceAll('-', ''), at, ID_BYTES, 'hex')
    packed.writeUInt32LE(facts, at + ID_BYTES)
    packed.writeDoubleLE(lastSeen, at + ID_BYTES + 4)
  })
  return packed
}

/** Adds up what was packed, identifier by identifier. */
export function sumActivity(packs: Buffer[]): Activity[] {
  const sums = new Map<string, Activity>()
  for (const packed of packs) {
    for (let at = 0; at < packed.length; at += ENTRY_BYTES) {
      const id = packed.toString('hex', at, at + ID_BYTES)
      const facts = packed.readUInt32LE(at + ID_BYTES)
      const lastSeen = packed.readDoubleLE(at + ID_BYTES + 4)
      const sum = sums.get(id)
      if (sum) {
        sum.facts += facts
        sum.lastSeen = Math.max(sum.lastSeen, lastSeen)
      } else sums.set(id, { id: withDashes(id), facts, lastSeen })
    }
  }
  return [...sums.values()]
}

function withDashes(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
