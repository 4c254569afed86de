import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import type { Encoding } from './row.ts'

/** A piece of text. `damaged` stays true from the first byte on that is no valid UTF-8: rows with U+FFFD are then suspect. */
export type TextPiece = { text: string; damaged: boolean }

const byteOrderMarks: Array<[bytes: string, encoding: Encoding]> = [
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['efbbbf', 'utf-8'],
]

/** Decodes bytes to text piece by piece; `auto` recognises byte order marks, UTF-16, UTF-8 and takes the rest for windows-1252. */
export async function* readText(chunks: AsyncIterable<Buffer>, encoding: Encoding | 'auto'): AsyncGenerator<TextPiece> {
  let decode: ((chunk: Buffer, last: boolean) => TextPiece) | undefined
  for await (const chunk of chunks) {
    decode ??= decoderFor(encoding === 'auto' ? sniffEncoding(chunk) : encoding)
    yield decode(chunk, false)
  }
  const rest = decode?.(Buffer.alloc(0), true)
  if (rest?.text) yield rest
}

/** The encoding that the first bytes give away: a byte order mark, or the zeros of UTF-16. `auto` if they do not. */
export function sniffEncoding(head: Buffer): Encoding | 'auto' {
  const mark = byteOrderMarks.find(([bytes]) => head.subarray(0, 3).toString('hex').startsWith(bytes))
  if (mark) return mark[1]
  const sample = head.subarray(0, 4096)
  const zeros = { even: 0, odd: 0 }
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd']++
  // Latin text in UTF-16 has a zero in nearly every second byte, and always on the same side.
  const many = sample.length / 5
  if (zeros.odd > many && zeros.even < zeros.odd / 10) return 'utf-16le'
  return zeros.even > many && zeros.odd < zeros.even / 10 ? 'utf-16be' : 'auto'
}

function decoderFor(encoding: Encoding | 'auto'): (chunk: Buffer, last: boolean) => TextPiece {
  if (encoding === 'auto' || encoding === 'utf-8') return utf8Decoder(encoding === 'auto')
  const decoder = new TextDecoder(encoding)
  return (chunk, last) => ({ text: decoder.decode(chunk, { stream: !last }), damaged: false })
}

// Everything before the first byte above 127 reads the same in UTF-8 and windows-1252, so the choice can wait until it comes.
function utf8Decoder(mayFallBack: boolean): (chunk: Buffer, last: boolean) => TextPiece {
  const latin = new TextDecoder('windows-1252')
  let settled: 'utf-8' | 'windows-1252' | undefined = mayFallBack ? undefined : 'utf-8'
  let pending = Buffer.alloc(0)
  let damaged = false
  let begun = false
  return (chunk, last) => {
    const bytes = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk
    const ready = bytes.subarray(0, last ? bytes.length : bytes.length - unfinishedBytes(bytes))
    pending = Buffer.from(bytes.subarray(ready.length))
    if (!settled && !isAscii(ready)) settled = isUtf8(ready) ? 'utf-8' : 'windows-1252'
    if (settled === 'windows-1252') return { text: latin.decode(ready), damaged: false }
    damaged ||= !isUtf8(ready)
    const text = withoutMark(ready.toString('utf8'), !begun)
    begun = true
    return { text, damaged }
  }
}

function withoutMark(text: string, first: boolean): string {
  return first && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** How many bytes at the end begin a UTF-8 character that the next chunk will finish. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0
  }
  return 0
}

function lengthOf(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
}
