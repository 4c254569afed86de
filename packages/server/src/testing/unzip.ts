import { crc32, inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const DEFLATED = 8

/** The files of a ZIP archive as texts, by name, each checked against its sum. For tests: archives are small and made by us. */
export function unzip(archive: Buffer): Record<string, string> {
  const end = archive.lastIndexOf(Buffer.from([END & 255, (END >> 8) & 255, (END >> 16) & 255, END >> 24]))
  let at = archive.readUInt32LE(end + 16)
  const files: Record<string, string> = {}
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('this is no ZIP archive')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    files[name] = contentOf(archive, at)
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}

function contentOf(archive: Buffer, entry: number): string {
  const [sum, bytes, local] = [16, 20, 42].map((offset) => archive.readUInt32LE(entry + offset)) as [number, number, number]
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(from, from + bytes)
  const content = archive.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(packed) : packed
  if (crc32(content) !== sum) throw new Error('a file of this archive is damaged')
  return content.toString('utf8')
}
