import { isUtf8 } from 'node:buffer'
import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
  gunzip,
  inflate,
  zstdDecompress,
} from 'node:zlib'
import { factLimits } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'

/** What came, decoded: `text` for parsing and `bytes`, the same in UTF-8, for keeping. */
export type DecodedBody = { text: string; bytes: Buffer }
export type BodyHeaders = { 'content-encoding'?: string | undefined; 'content-type'?: string | undefined }

type Decompress = (body: Buffer, limit: { maxOutputLength: number }) => Promise<Buffer>

const decompressors: Record<string, { whole: Decompress; stream: () => Transform }> = {
  gzip: { whole: promisify(gunzip) as Decompress, stream: createGunzip },
  deflate: { whole: promisify(inflate) as Decompress, stream: createInflate },
  br: { whole: promisify(brotliDecompress) as Decompress, stream: createBrotliDecompress },
  zstd: { whole: promisify(zstdDecompress) as Decompress, stream: createZstdDecompress },
}

/** Undoes content encoding and charset. A batch over the limit fails with `batch_too_large`, and a bomb is never unpacked beyond it. */
export async function decodeBody(body: Buffer, headers: BodyHeaders): Promise<DecodedBody> {
  const bytes = await decompress(body, headers['content-encoding'])
  if (bytes.length > factLimits.batchBytes) throw batchTooLarge()
  return decodeText(bytes, declaredCharset(headers['content-type']))
}

/** The refusal of a body beyond the limit. */
export function batchTooLarge(): PercorsoError {
  return new PercorsoError('batch_too_large', `A request has at most ${factLimits.batchBytes / 1024} KB of JSON, decompressed.`, {
    status: 413,
    hint: 'Send fewer facts in one batch.',
  })
}

async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const decompressor = decompressorOf(encoding)
  if (!decompressor) return body
  try {
    return await decompressor.whole(body, { maxOutputLength: factLimits.batchBytes })
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw batchTooLarge()
    throw new PercorsoError('body_damaged', `The body is not valid ${encoding}, or it ends too early.`, { status: 400, cause })
  }
}

function decompressorOf(encoding: string | undefined) {
  const name = encoding?.trim().toLowerCase().replace(/^x-/u, '') ?? ''
  if (name === '' || name === 'identity') return undefined
  if (Object.hasOwn(decompressors, name)) return decompressors[name]
  throw new PercorsoError('encoding_unknown', 'The Content-Encoding is not supported.', {
    status: 415,
    hint: 'Use gzip, deflate, br or zstd.',
  })
}

function declaredCharset(contentType: string | undefined): string | undefined {
  return contentType && /;\s*charset\s*=\s*"?([^";\s]+)/iu.exec(contentType)?.[1]
}

function decodeText(bytes: Buffer, declared: string | undefined): DecodedBody {
  const charset = charsetByMark(bytes) ?? declared?.toLowerCase()
  if (charset && !['utf-8', 'utf8'].includes(charset)) return recoded(decoderOf(charset).decode(bytes))
  // Senders say UTF-8 by habit. Bytes that are not are most likely Windows’ Western European, in which every byte means something.
  if (!isUtf8(bytes)) return recoded(new TextDecoder('windows-1252').decode(bytes))
  const unmarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
  return { text: unmarked.toString('utf8'), bytes: unmarked }
}

/** A byte order mark is surer than any header. */
function charsetByMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset)
  } catch (cause) {
    throw new PercorsoError('charset_unknown', 'The charset in the Content-Type is not known.', { status: 415, hint: 'Send UTF-8.', cause })
  }
}

function recoded(text: string): DecodedBody {
  return { text, bytes: Buffer.from(text, 'utf8') }
}

/** How a body that was refused begins, as text, for a person to recognise it by. */
export async function beginningOf(body: Buffer, headers: BodyHeaders, bytesMax: number): Promise<string> {
  const bytes = await firstBytes(body, headers['content-encoding'])
  return new TextDecoder().decode(bytes.subarray(0, bytesMax)).replaceAll('\0', '\uFFFD')
}

async function firstBytes(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const decompressor = decompressorOf(encoding)
  if (!decompressor) return body
  return new Promise((resolve) => {
    const stream = decompressor.stream()
    const finish = (bytes: Buffer) => {
      resolve(bytes)
      stream.destroy()
    }
    stream.once('data', finish).once('end', () => finish(Buffer.alloc(0)))
    stream.on('error', () => finish(Buffer.alloc(0)))
    stream.end(body)
  })
}
