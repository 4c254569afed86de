import { createHash, randomBytes } from 'node:crypto'

/** A secret to hand out once: the prefix tells what it opens, the 24 random bytes make it impossible to guess. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(24).toString('base64url')}`
}

/** What we keep of a secret. No salt: secrets are random, and they are looked up by this hash. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** The first 16 bytes as a UUID of version 8 (RFC 9562: the bytes mean what their maker says). */
export function uuidFromBytes(bytes: Uint8Array): string {
  if (bytes.length < 16) throw new RangeError(`a UUID takes 16 bytes, got ${bytes.length}`)
  const marked = Buffer.from(bytes.subarray(0, 16))
  marked[6] = (marked.readUInt8(6) & 0x0f) | 0x80
  marked[8] = (marked.readUInt8(8) & 0x3f) | 0x80
  const hex = marked.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
