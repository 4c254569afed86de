import type { IncomingMessage } from 'node:http'

/** A request's body as it was transported. `overflowed`: there was more than the limit, and `bytes` is only how it begins. */
export type RawBody = { bytes: Buffer; overflowed: boolean }

/** What is still read of a body that is too long already, so that its sender gets to hear the answer. */
const DRAINED_BYTES_MAX = 32 * 1024 * 1024

/** Reads a body of at most `bytesMax`. A longer one is read on but not kept; one without end is cut off. */
export function readBody(stream: IncomingMessage, bytesMax: number): Promise<RawBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let read = 0
    const finish = () => resolve({ bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), overflowed: read > bytesMax })
    stream.on('data', (chunk: Buffer) => {
      read += chunk.length
      if (read <= bytesMax || chunks.length === 0) chunks.push(chunk)
      if (read <= DRAINED_BYTES_MAX) return
      stream.pause()
      finish()
    })
    stream.once('end', finish)
    stream.once('error', reject)
  })
}
