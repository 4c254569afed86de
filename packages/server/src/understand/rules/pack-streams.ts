import type { Stream } from './streams.ts'
import { emptyState } from './stream-state.ts'
import type { Event, StreamState } from './stream-state.ts'

// What is remembered of an identifier's facts, in as few bytes as may be: most are times, a few bytes from one to the next.

/** Which kind of stream has this number; undefined if there is none any more: what was remembered of it is left out. */
export type KindOf = (streamId: number) => Stream['kind'] | undefined

/** What is remembered of an identifier's facts, by the number of the stream. A stream is unpacked when it is asked for, and packed anew if it was. */
export type StreamStates = {
  ids(): Iterable<number>
  /** Whoever changes what they get, changes what is packed. */
  get(streamId: number): StreamState | undefined
  put(streamId: number, state: StreamState): void
  pack(): Buffer
}

type Kind = Stream['kind']
/** A stream: where it lies, packed, and what it is if it was asked for. */
type Entry = { kind: Kind; from: number; to: number; state: StreamState | undefined }

const EPOCH_MS = Date.UTC(1970, 0, 1)
/** 1 did not say how long each stream is. */
const FORMATS = [1, 2]
const FORMAT = 2
const FLOAT_BYTES = 8
const NOTHING = Buffer.from([FORMAT * 2])

/** Unpacks what {@link StreamStates.pack} packed; nothing, if there is nothing. Throws for the format of another version. */
export function unpackStreams(packed: Buffer | undefined, kindOf: KindOf): StreamStates {
  const buffer = packed ?? NOTHING
  const reader = createReader(buffer)
  const entries = readEntries(reader, kindOf)
  return {
    ids: () => entries.keys(),
    get(streamId) {
      const entry = entries.get(streamId)
      return entry && (entry.state ??= readState(reader.seek(entry.from), entry.kind))
    },
    put(streamId, state) {
      const kind = kindOf(streamId)
      if (kind !== undefined) entries.set(streamId, { kind, from: 0, to: 0, state })
    },
    pack: () => packEntries(buffer, entries),
  }
}

function readEntries(reader: Reader, kindOf: KindOf): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  const format = reader.number()
  if (!FORMATS.includes(format)) throw new Error('what is remembered of facts is in a format of another version')
  while (reader.left()) {
    const streamId = reader.number()
    const kind = KINDS[reader.number()]!
    const length = format === FORMAT ? reader.number() : undefined
    const from = reader.at()
    const state = length === undefined ? readState(reader, kind) : undefined
    if (length !== undefined) reader.skip(length)
    if (kindOf(streamId) === kind) entries.set(streamId, { kind, from, to: reader.at(), state })
  }
  return entries
}

function packEntries(buffer: Buffer, entries: Map<number, Entry>): Buffer {
  const writer = whole.begin()
  writer.number(FORMAT)
  for (const [streamId, { kind, from, to, state }] of entries) {
    if (state?.n === 0) continue
    const content = state ? packState(state, kind) : buffer.subarray(from, to)
    writer.number(streamId)
    writer.number(KINDS.indexOf(kind))
    writer.number(content.length)
    writer.bytes(content)
  }
  return Buffer.from(writer.written())
}

const KINDS: Kind[] = ['time', 'number', 'scalar', 'value']

/** Holds until the next one is packed. */
function packState(state: StreamState, kind: Kind): Buffer {
  const writer = part.begin()
  writer.number(state.n)
  if (kind === 'number') for (const value of [state.sum, state.min, state.max]) writer.float(value)
  writer.number(state.events.length)
  let previous = EPOCH_MS
  for (const event of state.events) {
    writer.number(event.time - previous)
    previous = event.time
    writeValue(writer, kind, event)
  }
  return writer.written()
}

function readState(reader: Reader, kind: Kind): StreamState {
  const state: StreamState = { ...emptyState(), n: reader.number() }
  if (kind === 'number') [state.sum, state.min, state.max] = [reader.float(), reader.float(), reader.float()]
  let time = EPOCH_MS
  for (let left = reader.number(); left > 0; left -= 1) {
    time += reader.number()
    state.events.push(readValue(reader, kind, time))
  }
  return state
}

function writeValue(writer: Writer, kind: Stream['kind'], { value, tie }: Event): void {
  if (kind === 'number') writer.float(value as number)
  else if (kind === 'scalar') writer.number(value as number)
  else if (kind === 'value') {
    writer.number(tie)
    writer.text(value as string)
  }
}

function readValue(reader: Reader, kind: Stream['kind'], time: number): Event {
  if (kind === 'number') return { time, value: reader.float(), tie: 0 }
  if (kind === 'scalar') return { time, value: reader.number(), tie: 0 }
  return kind === 'value' ? { time, tie: reader.number(), value: reader.text() } : { time, value: 0, tie: 0 }
}

type Writer = ReturnType<typeof createWriter>

/** Numbers are written seven bits at a time (LEB128, zigzag: times may lie before 1970). */
function createWriter() {
  let buffer = Buffer.allocUnsafe(256)
  let at = 0
  const room = (bytes: number) => {
    if (at + bytes > buffer.length) buffer = Buffer.concat([buffer], Math.max(buffer.length * 2, at + bytes))
  }
  return {
    number(value: number) {
      room(10)
      let rest = value < 0 ? -value * 2 - 1 : value * 2
      for (; rest >= 128; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) + 128
      buffer[at++] = rest
    },
    float(value: number) {
      room(FLOAT_BYTES)
      at = buffer.writeDoubleLE(value, at)
    },
    text(value: string) {
      const bytes = Buffer.byteLength(value)
      this.number(bytes)
      room(bytes)
      at += buffer.write(value, at)
    },
    bytes(content: Buffer) {
      room(content.length)
      at += content.copy(buffer, at)
    },
    written: () => buffer.subarray(0, at),
    begin() {
      at = 0
      return this
    },
  }
}

/** Written over again and again: what is remembered is packed for each person after each fact. */
const [whole, part] = [createWriter(), createWriter()]

type Reader = ReturnType<typeof createReader>

function createReader(buffer: Buffer) {
  let at = 0
  return {
    at: () => at,
    left: () => at < buffer.length,
    skip: (bytes: number) => void (at += bytes),
    seek(place: number) {
      at = place
      return this
    },
    number() {
      let value = 0
      for (let unit = 1; ; unit *= 128) {
        const byte = buffer[at++]!
        value += (byte % 128) * unit
        if (byte < 128) break
      }
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    },
    float() {
      at += FLOAT_BYTES
      return buffer.readDoubleLE(at - FLOAT_BYTES)
    },
    text() {
      const bytes = this.number()
      at += bytes
      return buffer.toString('utf8', at - bytes, at)
    },
  }
}
