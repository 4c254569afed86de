import { Batches } from './batches.ts'
import { ImportError, messageOf } from './import-error.ts'
import { openBytes } from './read-bytes.ts'
import { readText } from './read-text.ts'
import { excerpt, limits, type ReadOptions, type Row, type RowBatch, type RowValues } from './row.ts'

/** Reads JSON Lines in batches: one object per line. A line that is no object is refused. */
export async function* readJsonLines(path: string, options: ReadOptions = {}): AsyncGenerator<RowBatch> {
  const source = await openBytes(path)
  const batches = new Batches(source)
  const lines = new LineSplitter()
  let number = 0
  const toRows = (texts: string[], damaged: boolean) =>
    texts.flatMap((text) => (++number > (options.startAfterRow ?? 0) ? readLine(text, number, damaged) : []))
  let damaged = false
  for await (const piece of readText(source.chunks, options.encoding ?? 'auto')) {
    damaged = piece.damaged
    const texts = lines.push(piece.text)
    if (number === 0 && texts[0] !== undefined) refusePrettyPrinted(texts[0])
    yield* batches.add(toRows(texts, damaged), [])
  }
  yield* batches.add(toRows(lines.push('\n'), damaged), [], true)
}

/** Splits text into lines that are not blank. Of a line that is too long only the beginning is kept, enough to refuse it. */
class LineSplitter {
  #text = ''

  push(text: string): string[] {
    const lines = (this.#text + text).split('\n')
    const rest = lines.pop() ?? ''
    this.#text = rest.length > limits.rowCharacters ? rest.slice(0, limits.rowCharacters + 1) : rest
    return lines.filter((line) => line !== '' && line.trim() !== '')
  }
}

function readLine(text: string, number: number, damaged: boolean): Row {
  const refuse = (refused: string): Row => ({ number, refused, raw: excerpt(text) })
  if (text.length > limits.rowCharacters) return refuse(`The line is longer than ${limits.rowCharacters / 1024 / 1024} MB`)
  if (damaged && text.includes('\uFFFD')) return refuse('The line is not valid UTF-8')
  if (text.includes('\0') || hasEscapedNul(text)) return refuse('The line contains a NUL character')
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? { number, values: Object.assign(Object.create(null), parsed) } : refuse('The line is not a JSON object')
  } catch (error) {
    return refuse(`The line is not valid JSON: ${messageOf(error)}`)
  }
}

// An even number of backslashes before it means that the backslash itself is escaped, and the text is only about NUL.
function hasEscapedNul(text: string): boolean {
  return text.includes('\\u0000') && /(?<!\\)(\\\\)*\\u0000/.test(text)
}

function isObject(value: unknown): value is RowValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusePrettyPrinted(firstLine: string): void {
  if (firstLine.trim() !== '{') return
  throw new ImportError('json_pretty_printed', 'This JSON is spread over several lines; records are read line by line', {
    hint: 'Write one record per line (JSON Lines), for example with: jq -c . file.json > file.jsonl',
  })
}
