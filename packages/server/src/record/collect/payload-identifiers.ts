import type { Identify, Identifier, IdentityClaim } from '../profiles/index.ts'
import { claimsOf, previousIds } from './normalise-fact.ts'

const STRING = /"((?:[^"\\]|\\.)*)"/gu

/**
 * Every identifier that a rejected fact may name, wherever it is: those where identifiers belong, and addresses and numbers in any other place.
 * Of what is no JSON, or only the beginning of it, every string may be one of any kind.
 */
export function payloadIdentifiers(payload: string, identify: Identify): Identifier[] {
  const strings = [...payload.matchAll(STRING)].map(([quoted, bare]) => unquoted(quoted) ?? bare)
  const anywhere = strings.flatMap((value): IdentityClaim[] => [
    { kind: 'email', value },
    { kind: 'phone', value },
  ])
  return identify([...anywhere, ...namedIn(payload, strings)])
}

function namedIn(payload: string, strings: unknown[]): IdentityClaim[] {
  const item = parsed(payload)
  if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
    const named = item as Record<string, unknown>
    return [...claimsOf({ type: 'identify', item: named }), ...claimsOf({ type: 'track', item: named }), ...previousIds(named)]
  }
  return strings.flatMap((value): IdentityClaim[] => [
    { kind: 'user_id', value },
    { kind: 'anonymous_id', value },
  ])
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

function unquoted(quoted: string): unknown {
  return parsed(quoted)
}
