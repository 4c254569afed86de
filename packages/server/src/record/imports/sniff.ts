import { ImportError } from './import-error.ts'
import { isGzip, openBytes, readHead } from './read-bytes.ts'
import { readText, sniffEncoding } from './read-text.ts'
import type { FileFormat, ReadOptions } from './row.ts'

const accepted = 'Accepted are CSV (any delimiter), JSON Lines and Parquet; CSV and JSON Lines may be packed with gzip'

// What people upload by mistake, by its first bytes.
const strangers: Array<[bytes: string, what: string, hint: string]> = [
  ['504b0304', 'a zip archive or an Excel workbook (xlsx)', 'Unpack the archive, or save the sheet as CSV UTF-8'],
  ['504b0506', 'an empty zip archive', 'Upload the file itself'],
  ['d0cf11e0', 'an old Excel workbook (xls)', 'Save the sheet as CSV UTF-8'],
  ['25504446', 'a PDF', 'Export the data itself'],
  ['28b52ffd', 'packed with zstd', 'Pack it with gzip instead'],
  ['425a68', 'packed with bzip2', 'Pack it with gzip instead'],
  ['fd377a585a', 'packed with xz', 'Pack it with gzip instead'],
  ['377abcaf', 'a 7z archive', 'Unpack the archive'],
  ['4f626a01', 'an Avro file', 'Export as Parquet instead'],
  ['4f5243', 'an ORC file', 'Export as Parquet instead'],
]

/** The beginning of the text of a file (unpacked, decoded): whole characters, at most about 256 KB. */
async function readSample(path: string, encoding: ReadOptions['encoding'] = 'auto'): Promise<string> {
  const { chunks } = await openBytes(path)
  for await (const { text } of readText(chunks, encoding)) return text
  return ''
}

/** Tells the format of a file from its content, and refuses what cannot be imported with a word on what can. */
export async function sniffFormat(path: string, encoding: ReadOptions['encoding'] = 'auto'): Promise<FileFormat> {
  const head = await readHead(path)
  if (head.length === 0)
    throw new ImportError('file_empty', 'The file is empty', { hint: 'A CSV file begins with the names of its columns' })
  refuseStrangers(head)
  const content = isGzip(head) ? await firstChunk(path) : head
  refuseStrangers(content)
  if (content.subarray(0, 4).toString('latin1') === 'PAR1') return isGzip(head) ? refusePackedParquet() : 'parquet'
  refuseBinary(content)
  const text = (await readSample(path, encoding)).trimStart()
  if (text.startsWith('[') && looksLikeArray(text)) refuseArray()
  return text.startsWith('{') ? 'jsonl' : 'csv'
}

async function firstChunk(path: string): Promise<Buffer> {
  const { chunks } = await openBytes(path)
  for await (const chunk of chunks) return chunk.subarray(0, 4096)
  return Buffer.alloc(0)
}

function refusePackedParquet(): never {
  throw new ImportError('parquet_packed', 'This is a Parquet file inside gzip', { hint: 'Unpack it first' })
}

function refuseStrangers(head: Buffer): void {
  const hex = head.subarray(0, 8).toString('hex')
  const stranger = strangers.find(([bytes]) => hex.startsWith(bytes))
  if (!stranger) return
  throw new ImportError('format_unknown', `This file is ${stranger[1]}, which cannot be imported`, { hint: `${stranger[2]}. ${accepted}` })
}

function refuseBinary(head: Buffer): void {
  if (sniffEncoding(head) !== 'auto') return
  const zeros = head.filter((byte) => byte === 0).length
  if (zeros > head.length / 5) throw new ImportError('format_unknown', 'This file is not text: it is full of NUL bytes', { hint: accepted })
}

function looksLikeArray(text: string): boolean {
  return /^\[\s*([{[\]"\d-]|true|false|null)/.test(text) && !/^\[[^\]\n]*\]\s*[,;\t]/.test(text)
}

function refuseArray(): never {
  throw new ImportError('json_array', 'This file is one JSON array; records are read line by line', {
    hint: "Write one record per line (JSON Lines), for example with: jq -c '.[]' file.json > file.jsonl",
  })
}
