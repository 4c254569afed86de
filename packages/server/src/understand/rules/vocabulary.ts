import type { vocabulary } from '@percorso/contract'
import { selectPurposes } from '../../record/consent/index.ts'
import type * as z from 'zod'
import { timeOfText } from './calendar.ts'
import { selectNames, someProperties } from './vocabulary-facts.ts'
import { someAccountTraits, someKinds, someTraits } from './vocabulary-tables.ts'
import type { FindScope } from './find-people.ts'

export type Vocabulary = z.infer<typeof vocabulary>
export type Word = { key: string; type: string; samples: unknown[] }
type Scope = Omit<FindScope, 'lists'>

const NAMES_MAX = 500
const WORDS_MAX = 300
const LOOKED_AT = 1_000
const PURPOSES_MAX = 100
const KINDS_AMONG = 10_000
const SAMPLES_MAX = 5
const SAMPLE_LENGTH_MAX = 60

/** What rules can be about: names, traits and identifiers that really came, of a sample of bounded size. The commonest first. */
export async function readVocabulary(scope: Scope): Promise<Vocabulary> {
  const facts = selectNames(scope, NAMES_MAX)
  const traits = await someTraits(scope, LOOKED_AT)
  const accountTraits = await someAccountTraits(scope, LOOKED_AT)
  const identifiers = await someKinds(scope, KINDS_AMONG)
  return {
    facts: await facts,
    traits: wordsOf(traits.map(Object.entries)),
    accountTraits: wordsOf(accountTraits.map(Object.entries)),
    identifiers,
    purposes: await selectPurposes(scope, PURPOSES_MAX),
  }
}

/** The properties that facts of a name, or of any, really have. */
export async function readProperties(
  scope: Scope,
  fact?: string,
): Promise<{ properties: { path: string; type: string; samples: unknown[] }[] }> {
  const documents = await someProperties(scope, fact, LOOKED_AT)
  const words = wordsOf(documents.map((document) => pathsOf(document, '')))
  return { properties: words.map(({ key, ...word }) => ({ path: key, ...word })) }
}

type Entry = [key: string, value: unknown]

/** What objects hold, however deep, under the path by which a rule names it. */
function pathsOf(value: object, before: string): Entry[] {
  return Object.entries(value).flatMap(([key, inner]: Entry): Entry[] => {
    const path = `${before}${key}`
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? pathsOf(inner, `${path}.`) : [[path, inner]]
  })
}

function wordsOf(documents: Entry[][]): Word[] {
  const values = new Map<string, unknown[]>()
  for (const [key, value] of documents.flat()) {
    if (value === null || value === undefined) continue
    const known = values.get(key)
    if (known) known.push(value)
    else values.set(key, [value])
  }
  const commonest = [...values].sort(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1))
  return commonest.slice(0, WORDS_MAX).map(([key, of]) => ({ key, type: typeOf(of[0]), samples: samplesOf(of) }))
}

/** The commonest values, but for long ones. */
function samplesOf(values: unknown[]): unknown[] {
  const counts = new Map<string, number>()
  for (const value of values) {
    const text = JSON.stringify(value)
    if (text.length <= SAMPLE_LENGTH_MAX) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const commonest = [...counts].sort(([, a], [, b]) => b - a)
  return commonest.slice(0, SAMPLES_MAX).map(([text]) => JSON.parse(text) as unknown)
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' && timeOfText(value) !== undefined ? 'date' : typeof value
}
