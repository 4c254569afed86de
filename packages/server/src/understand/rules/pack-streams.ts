import type { Stream } from './streams.ts'
import { emptyState } from './stream-state.ts'
import type { Event, StreamState } from './stream-state.ts'

// What is remembered of an identifier's facts, in as few bytes as may be: most are times, a few bytes from one to the next.

/** Which kind of stream has this number; undefined if there is none any more: what was remembered of it is left out. */
export type KindOf = (streamId: number) => Stream['kind'] | undefined

const EPOCH_MS = Date.UTC(1970, 0, 1)
const FORMAT = 1
const FLOAT_BYTES = 8

/** Packs the states of an identifier's streams. */
export function packStreams(states: ReadonlyMap<number, StreamState>, kindOf: KindOf): Buffer {
  const writer = createWriter()
  writer.number(FORMAT)
  for (const [streamId, state] of [...states].sort(([a], [b]) => a - b)) {
    const kind = kindOf(streamId)
    if (kind === undefined || state.n === 0) continue
    writer.number(streamId)
    writer.number(KINDS.indexOf(kind))
    writer.number(state.n)
    if (kind === 'number') for (const value of [state.sum, state.min, state.max]) writer.float(value)
    writer.number(state.events.length)
    let previous = EPOCH_MS
    for (const event of state.events) {
      writer.number(event.time - previous)
      previous = event.time
      writeValue(writer, kind, event)
    }
  }
  return writer.done()
}

const KINDS: Stream['kind'][] = ['time', 'number', 'scalar', 'value']

/** Unpacks what {@link packStreams} packed. */
export function unpackStreams(packed: Buffer, kindOf: KindOf): Map<number, StreamState> {
  const states = new Map<number, StreamState>()
  const reader = createReader(packed)
  if (reader.number() !== FORMAT) throw new Error('what is remembered of facts is in a format of another version')
  while (reader.left()) {
    const streamId = reader.number()
    const kind = KINDS[reader.number()]!
    const state: StreamState = { ...emptyState(), n: reader.number() }
    if (kind === 'number') [state.sum, state.min, state.max] = [reader.float(), reader.float(), reader.float()]
    let time = EPOCH_MS
    for (let left = reader.number(); left > 0; left -= 1) {
      time += reader.number()
      state.events.push(readValue(reader, kind, time))
    }
    if (kindOf(streamId) === kind) states.set(streamId, state)
  }
  return states
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
    done: () => Buffer.from(buffer.subarray(0, at)),
  }
}

type Reader = ReturnType<typeof createReader>

function createReader(buffer: Buffer) {
  let at = 0
  return {
    left: () => at < buffer.length,
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
