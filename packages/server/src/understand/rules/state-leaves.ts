import { createHash } from 'node:crypto'
import { ms } from '@percorso/contract'
import type { AccountLeaf, ConsentLeaf, IdentifierLeaf, StateLeaf } from '@percorso/contract'
import type { At } from './calendar.ts'
import { rangeOf } from './streams.ts'
import { compileTest } from './test-value.ts'
import type { Test } from './test-value.ts'

/** What is known of a person now. */
export type PersonState = {
  profileId: string
  traits: Record<string, unknown>
  accounts: { accountId: string; traits: Record<string, unknown> }[]
  identifiers: { kind: string; value: string }[]
  segments: ReadonlySet<number>
  sets: ReadonlySet<number>
  /** What was said last about purposes, and when (ms). */
  consents: ReadonlyMap<string, { given: boolean; saidAt: number }>
}

/** A condition on what is known, made ready. `next`: until then (ms) its answer stays what it is, by itself. */
export type KnownTest = {
  holds(state: PersonState, at: At): boolean
  next(state: PersonState, at: At): number
  found(state: PersonState): unknown
}

/** A condition on what is known of somebody; the three that are of the profile's facts are conditions on facts. */
export type KnownLeaf = Exclude<StateLeaf, { profile: unknown }>

/** How identifiers are compared: the policy knows. */
export type Normalise = (kind: string, value: string) => string

/** Makes a condition ready. */
export function compileKnown(leaf: KnownLeaf, timeZone: string, normalise: Normalise): KnownTest {
  if ('trait' in leaf) return ofTrait(compileTest(leaf, timeZone), leaf.trait)
  if ('accountTrait' in leaf) {
    return ofTraits(compileTest(leaf, timeZone), (state) => state.accounts.map(({ traits }) => traits[leaf.accountTrait]))
  }
  if ('identifier' in leaf) return steadily(identifierTest(leaf, normalise))
  if ('account' in leaf) return steadily(accountTest(leaf))
  if ('segment' in leaf) return steadily((state) => state.segments.has(leaf.segment))
  if ('set' in leaf) return steadily((state) => state.sets.has(leaf.set))
  if ('consent' in leaf) return consentTest(leaf, timeZone)
  return steadily(({ profileId }) => {
    const place = percentOf(leaf.bucket, profileId)
    return leaf.from <= place && place < leaf.to
  })
}

function ofTrait(test: Test, key: string): KnownTest {
  return {
    holds: ({ traits }, at) => test.passes(traits[key], at),
    next: ({ traits }, at) => test.next(traits[key], at),
    found: ({ traits }) => traits[key],
  }
}

function ofTraits(test: Test, valuesOf: (state: PersonState) => unknown[]): KnownTest {
  return {
    holds: (state, at) => valuesOf(state).some((value) => test.passes(value, at)),
    next: (state, at) => Math.min(...valuesOf(state).map((value) => test.next(value, at))),
    found: (state) => valuesOf(state).find((value) => value !== undefined),
  }
}

function steadily(holds: (state: PersonState) => boolean): KnownTest {
  return { holds, next: () => Infinity, found: () => undefined }
}

function identifierTest(leaf: IdentifierLeaf, normalise: Normalise): (state: PersonState) => boolean {
  const ofKind = ({ identifiers }: PersonState) => identifiers.filter(({ kind }) => kind === leaf.identifier)
  if (leaf.op === 'exists') return (state) => ofKind(state).length > 0
  if (leaf.op === 'equals') {
    const wanted = normalise(leaf.identifier, leaf.value)
    return (state) => ofKind(state).some(({ value }) => value === wanted)
  }
  const beginning = leaf.identifier === 'email' ? leaf.value.toLowerCase() : leaf.value
  return (state) => ofKind(state).some(({ value }) => value.startsWith(beginning))
}

function accountTest(leaf: AccountLeaf): (state: PersonState) => boolean {
  return ({ accounts }) =>
    accounts.some(({ accountId }) => {
      if (leaf.op === 'exists') return true
      return leaf.op === 'equals' ? accountId === leaf.value : accountId.startsWith(leaf.value)
    })
}

function consentTest(leaf: ConsentLeaf, timeZone: string): KnownTest {
  const said = ({ consents }: PersonState) => consents.get(leaf.consent)
  const found = (state: PersonState) => shownConsent(said(state))
  if (leaf.op === 'unknown') return { holds: (state) => said(state) === undefined, next: () => Infinity, found }
  const isGiven = leaf.op === 'given'
  const { within } = leaf
  if (within && 'last' in within) {
    const length = ms(within.last)
    const isSo = (state: PersonState, { now }: At) => {
      const known = said(state)
      return known?.given === isGiven && known.saidAt > now - length
    }
    return { holds: isSo, next: (state, at) => (isSo(state, at) ? said(state)!.saidAt + length : Infinity), found }
  }
  const { from = -Infinity, to = Infinity } = within ? rangeOf(within, timeZone) : {}
  const holds = (state: PersonState) => {
    const known = said(state)
    return known?.given === isGiven && known.saidAt >= from && known.saidAt < to
  }
  return { holds, next: () => Infinity, found }
}

/** As it is told to people who ask why. */
function shownConsent(said: { given: boolean; saidAt: number } | undefined): unknown {
  return said && { given: said.given, saidAt: new Date(said.saidAt).toISOString() }
}

const FIRST_52_BITS = 13 // hex digits

/** Where chance puts a person, from 0 to under 100: the same place whenever it is asked. */
function percentOf(salt: string, profileId: string): number {
  const digest = createHash('sha256').update(`${salt}/${profileId}`).digest('hex')
  return (Number.parseInt(digest.slice(0, FIRST_52_BITS), 16) / 2 ** 52) * 100
}
