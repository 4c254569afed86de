import { PercorsoError } from '../../ground/index.ts'
import type { Shared } from './normalise-fact.ts'
import { parseJson } from './parse-json.ts'

type Json = Record<string, unknown>

/** What one request holds: the facts as they came, and what the batch says for all of them. */
export type Envelope = { items: unknown[]; shared: Shared }

const nothingShared: Shared = { context: undefined, integrations: undefined, sentAt: undefined }

/**
 * Takes the envelope off a parsed body: an object with a list named `batch` is a batch, everything else is one item.
 * Written by hand: a schema library would walk 500 KB for each request only to say the same.
 */
export function readEnvelope(value: unknown): Envelope {
  if (!isObject(value) || !Array.isArray(value['batch'])) return { items: [value], shared: nothingShared }
  const { batch, context, integrations, sentAt } = value
  return { items: batch as unknown[], shared: { context: objectOr(context), integrations: objectOr(integrations), sentAt } }
}

/** Parses the text of a request and reads its envelope, or says what is wrong with it. A path without a call takes batches only. */
export function parseEnvelope(text: string, call: string | undefined): { value: Json; envelope: Envelope } {
  const value = parse(text)
  if (!isObject(value)) throw malformed('not_an_object', 'The body is JSON, but not an object.')
  if (call === undefined && !Array.isArray(value['batch'])) {
    throw malformed('batch_missing', 'A batch is an object whose `batch` is a list of facts.')
  }
  return { value, envelope: readEnvelope(value) }
}

function parse(text: string): unknown {
  if (text.trim() === '') throw malformed('body_missing', 'The request has no body.')
  try {
    return parseJson(text)
  } catch (cause) {
    throw new PercorsoError('not_json', 'The body is not valid JSON, or it ends too early.', { status: 400, cause })
  }
}

function malformed(code: string, message: string): PercorsoError {
  return new PercorsoError(code, message, { status: 400 })
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectOr(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined
}
