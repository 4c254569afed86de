import type { MapDocument, MapEdit } from '@percorso/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyMap } from '../../testing/any-map.ts'
import { applyChange } from './apply-change.ts'
import { soundDocument } from './sound-document.ts'

const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as never

function made(document: MapDocument, edits: MapEdit[]): MapDocument {
  const applied = applyChange(document, edits)
  if (!applied.made) throw new Error(JSON.stringify(applied.refusal))
  return applied.document
}

/** Edits of one cell, one stage, one step and the map's name, as an editor that sees the document would send them. */
function editsOf(document: MapDocument, words: string[]): MapEdit[][] {
  const texts = (key: string, place: 'stages' | 'steps' | 'lanes') => [place, key, 'name']
  const paths = [
    ['about'],
    ['persona', 'goals'],
    ...(['stages', 'steps', 'lanes'] as const).flatMap((place) => Object.keys(document[place]).map((key) => texts(key, place))),
    ...Object.keys(document.cells).map((key) => ['cells', key, 'text']),
  ]
  return paths.map((path, n) => [{ path, was: valueAt(document, path), value: words[n % words.length]! }])
}

function valueAt(document: MapDocument, path: string[]): never {
  return path.reduce<unknown>((inside, key) => (inside as Record<string, unknown>)[key], document) as never
}

const inverse = (edits: MapEdit[]): MapEdit[] => edits.toReversed().map(({ path, was, value }) => ({ path, was: value, value: was }))

/** Takes a step out with its cells, and puts it back otherwise. */
function removalOf({ steps, cells }: MapDocument, key: string): MapEdit[] {
  const own = Object.entries(cells).filter(([cell]) => cell.endsWith(`:${key}`))
  return [...own.map(([cell, was]) => ({ path: ['cells', cell], was: json(was) })), { path: ['steps', key], was: json(steps[key]) }]
}

describe('a change', () => {
  const words = fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 5 })

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(anyMap, words, (document, said) => {
        const edits = [...editsOf(document, said).flat(), ...Object.keys(document.steps).flatMap((key) => removalOf(made(document, editsOf(document, said).flat()), key))] // prettier-ignore
        const after = made(document, edits)
        expect(Object.keys(after.steps)).toEqual([])
        expect(made(after, inverse(edits))).toEqual(document)
      }),
      { numRuns: 60 },
    )
  })

  it('commutes with another one of another place', () => {
    fc.assert(
      fc.property(anyMap, words, fc.tuple(fc.nat(), fc.nat()), (document, said, [a, b]) => {
        const edits = editsOf(document, said)
        const [one, other] = [edits[a % edits.length]!, edits[b % edits.length]!]
        fc.pre(one !== other)
        expect(made(made(document, one), other)).toEqual(made(made(document, other), one))
      }),
      { numRuns: 60 },
    )
  })

  it('leaves the document that it was given alone', () => {
    fc.assert(
      fc.property(anyMap, words, (document, said) => {
        const before = structuredClone(document)
        applyChange(document, editsOf(document, said).flat())
        expect(document).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })
})

const EMPTY = soundDocument({
  name: 'M',
  about: '',
  kind: 'lived',
  persona: { name: '', about: '', goals: '', segmentId: null },
  question: null,
  stages: { s1: { name: 'Before', place: 1, phase: 'before', order: 'drawn', repeats: false } },
  steps: {},
  lanes: {},
  cells: {},
})

describe('a change that cannot be made', () => {
  const refused = (edits: MapEdit[]) => {
    const applied = applyChange(EMPTY, edits)
    return applied.made ? undefined : applied.refusal
  }

  it('is refused with what is there now', () => {
    expect(refused([{ path: ['about'], was: 'old', value: 'new' }])).toMatchObject({ reason: 'changed', current: '' })
    expect(refused([{ path: ['stages', 's9', 'name'], was: 'Gone', value: 'x' }])).toMatchObject({ reason: 'changed' })
    expect(refused([{ path: ['stages', 's1'], value: { name: 'Again' } }])).toMatchObject({
      reason: 'changed',
      current: { name: 'Before' },
    })
    expect(refused([{ path: ['question', 'by'], was: null, value: null }])).toMatchObject({ reason: 'changed' })
  })

  it('is made to the letter where it can be', () => {
    expect(made(EMPTY, [{ path: ['name'], was: 'M', value: ' M ' }]).name).toBe(' M ')
  })

  it('is refused whole: an edit that could be made is not', () => {
    const edits = [
      { path: ['about'], was: '', value: 'new' },
      { path: ['name'], was: 'Other', value: 'x' },
    ]
    expect(refused(edits)).toMatchObject({ reason: 'changed', edit: edits[1] })
  })

  it.for([
    [['kind'], 'lived', 'dreamt'],
    [['name'], 'M', ' '],
    [['question'], null, {}],
    [['extra'], undefined, 1],
    [['name'], 'M', undefined],
    [['name'], 'M', 'half a character \ud83d'],
    [['name'], 'M', 'NUL \0'],
    [['stages', 's1'], EMPTY.stages['s1'], undefined],
    [['stages', '__proto__'], undefined, { polluted: true }],
    [['constructor', 'prototype', 'polluted'], undefined, true],
    [['stages', 'constructor'], undefined, EMPTY.stages['s1']],
    [['steps', 'a'], undefined, { name: 'A', stage: 's9' }],
    [['cells', 'a:b'], undefined, { text: 'of no lane' }],
    [['question'], null, { by: { kind: 'person' }, start: { match: { where: [{ property: 'x', op: 'matches', value: '(' }] } } }],
  ] as [string[], unknown, unknown][])('is refused as unsound: %j from %j to %j', ([path, was, value]) => {
    const edit = { path, ...(was !== undefined && { was: json(was) }), ...(value !== undefined && { value: value as never }) }
    const before = path[0] === 'stages' && path[1] === 's1' ? [{ path: ['steps', 'a'], value: json(stepOf('s1')) }] : []
    expect(refused([...before, edit])).toMatchObject({ reason: 'unsound' })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('is refused when the map would be too large', () => {
    const steps = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`p${n}`, stepOf('s1')]))
    expect(refused([{ path: ['steps'], was: {}, value: json(steps) }])).toMatchObject({ reason: 'unsound', edit: null })
  })
})

function stepOf(stage: string) {
  return { name: 'A', stage, place: 1, branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }
}
