import { excerpt, limits } from './row.ts'

export type CsvRecord = { cells: string[]; raw: string } | { refused: string; raw: string }
type Scanned = { cells: string[]; end: number }

const tooLong = `The row is longer than ${limits.rowCharacters / 1024 / 1024} MB; perhaps a quote is never closed`
const badQuote = 'A quoted cell goes on after its closing quote; quotes inside a cell are written twice'
const openQuote = 'A quote is opened and never closed'

/**
 * Splits text into CSV records (RFC 4180, any line end), piece by piece.
 * Our own rather than a library's, because a broken row must cost only itself: after a quote that is never closed we go on with the next line.
 */
export class CsvSplitter {
  readonly #delimiter: string
  readonly #lineEnd: string
  #text = ''
  #skipping = false

  constructor(delimiter: string, lineEnd = '\n') {
    this.#delimiter = delimiter
    this.#lineEnd = lineEnd
  }

  /** The records that are complete with this piece of text. Blank lines are none. */
  push(text: string, last = false): CsvRecord[] {
    this.#text = this.#text === '' ? text : this.#text + text
    const records: CsvRecord[] = []
    let at = 0
    let quote = this.#text.indexOf('"')
    while (at < this.#text.length) {
      const lineEnd = this.#lineEndFrom(at, last)
      if (quote !== -1 && quote < at) quote = this.#text.indexOf('"', at)
      const next = quote === -1 || (lineEnd !== -1 && quote >= lineEnd) ? this.#line(at, lineEnd, records) : this.#quoted(at, last, records)
      if (next === -1) break
      at = next
    }
    this.#text = this.#text.slice(at)
    return records
  }

  #lineEndFrom(at: number, last: boolean): number {
    const end = this.#text.indexOf(this.#lineEnd, at)
    return end === -1 && last ? this.#text.length : end
  }

  /** A line without quotes, by far the most frequent kind. */
  #line(at: number, lineEnd: number, records: CsvRecord[]): number {
    if (lineEnd === -1) return this.#giveUpIfTooLong(at, records)
    const raw = this.#trimmed(at, lineEnd)
    if (this.#skipping) this.#skipping = false
    else if (raw.length > limits.rowCharacters) records.push({ refused: tooLong, raw: excerpt(raw) })
    else if (raw !== '') records.push({ cells: raw.split(this.#delimiter), raw })
    return lineEnd + 1
  }

  #quoted(at: number, last: boolean, records: CsvRecord[]): number {
    if (this.#skipping) return this.#line(at, this.#lineEndFrom(at, last), records)
    const scanned = this.#scan(at, last)
    if (scanned === 'incomplete') {
      if (last) return this.#refuseLine(at, openQuote, records)
      return this.#text.length - at > limits.rowCharacters ? this.#refuseLine(at, tooLong, records) : -1
    }
    if (scanned === 'bad quote') return this.#refuseLine(at, badQuote, records)
    if (scanned.end - at > limits.rowCharacters) return this.#refuseLine(at, tooLong, records)
    records.push({ cells: scanned.cells, raw: this.#trimmed(at, scanned.end) })
    return scanned.end + 1
  }

  #scan(from: number, last: boolean): Scanned | 'incomplete' | 'bad quote' {
    const cells: string[] = []
    let at = from
    for (;;) {
      const end = this.#text[at] === '"' ? this.#closingQuote(at, last) + 1 : this.#plainEnd(at, last)
      if (end < 0) return 'incomplete'
      cells.push(this.#cell(at, end))
      const stop = this.#text[end] === '\r' && this.#lineEnd === '\n' ? end + 1 : end
      if (stop >= this.#text.length) return last ? { cells, end: this.#text.length } : 'incomplete'
      if (this.#text[stop] === this.#lineEnd) return { cells, end: stop }
      if (this.#text[end] !== this.#delimiter) return 'bad quote'
      at = end + 1
    }
  }

  /** The index of the quote that closes the cell opened at `open`, or -2. */
  #closingQuote(open: number, last: boolean): number {
    for (let at = this.#text.indexOf('"', open + 1); at !== -1; at = this.#text.indexOf('"', at + 2)) {
      if (at + 1 === this.#text.length) return last ? at : -2
      if (this.#text[at + 1] !== '"') return at
    }
    return -2
  }

  // Character by character: looking for the next delimiter with indexOf could run through the whole piece for each cell.
  #plainEnd(from: number, last: boolean): number {
    const text = this.#text
    let end = from
    while (end < text.length && text[end] !== this.#delimiter && text[end] !== this.#lineEnd) end++
    if (end === text.length && !last) return -1
    const beforeLineEnd = end === text.length || text[end] === '\n'
    return beforeLineEnd && end > from && text[end - 1] === '\r' ? end - 1 : end
  }

  #cell(at: number, end: number): string {
    if (this.#text[at] !== '"') return this.#text.slice(at, end)
    const inner = this.#text.slice(at + 1, end - 1)
    return inner.includes('""') ? inner.replaceAll('""', '"') : inner
  }

  #refuseLine(at: number, reason: string, records: CsvRecord[]): number {
    const end = this.#text.indexOf(this.#lineEnd, at)
    if (end === -1) this.#skipping = true
    const stop = end === -1 ? this.#text.length : end
    records.push({ refused: reason, raw: excerpt(this.#trimmed(at, stop)) })
    return end === -1 ? stop : stop + 1
  }

  #giveUpIfTooLong(at: number, records: CsvRecord[]): number {
    if (this.#skipping) return this.#text.length
    return this.#text.length - at > limits.rowCharacters ? this.#refuseLine(at, tooLong, records) : -1
  }

  #trimmed(at: number, end: number): string {
    return this.#text.slice(at, end > at && this.#text[end - 1] === '\r' ? end - 1 : end)
  }
}
