import type { MapDocument, MapEdit } from '@percorso/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeServer } from './fake-server.ts'
import { addLane, addStage, addStep, clearCell, move, remove, setCell } from './map-actions.ts'
import { orderOf } from './map-order.ts'
import { MapStore } from './map-store.ts'

/** Two stages of two steps, two lanes, nothing in them. */
function emptyMap(): MapDocument {
  const empty: MapDocument = {
    name: 'A map',
    about: '',
    kind: 'lived',
    persona: { name: '', about: '', goals: '', segmentId: null },
    question: null,
    stages: {},
    steps: {},
    lanes: {},
    cells: {},
  }
  const store = new MapStore({ revision: 0, document: empty })
  for (const name of ['First', 'Second']) {
    const { id, edits } = addStage(store.document, { stage: name, step: `${name} step` })
    store.act(edits)
    store.act(addStep(store.document, `${name} step too`, { stage: id }).edits)
  }
  for (const kind of ['customer', 'emotion'] as const) store.act(addLane(store.document, { name: kind, kind }).edits)
  return store.document
}

/** Something a person does: which, where, and what they write. */
const deed = fc.record({
  what: fc.constantFrom('write', 'write', 'write', 'feel', 'clear', 'addStep', 'addStage', 'addLane', 'removeStep', 'removeLane', 'move', 'undo', 'redo', 'mine'),
  row: fc.nat(5),
  column: fc.nat(7),
  text: fc.string({ maxLength: 3 }),
}) // prettier-ignore
type Deed = typeof deed extends fc.Arbitrary<infer Each> ? Each : never

function act(store: MapStore, deed: Deed): void {
  const { document, conflicts } = store
  const { stages, steps, lanes } = orderOf(document)
  const [step, lane] = [steps[deed.column % Math.max(1, steps.length)], lanes[deed.row % Math.max(1, lanes.length)]]
  const { what, text, row, column } = deed
  if (what === 'undo' || what === 'redo') store[what]()
  else if (what === 'mine') for (const conflict of conflicts.slice(0, 1)) store.settle(conflict, 'mine')
  else if (what === 'addLane') store.act(addLane(document, { name: text, kind: 'notes' }, lane?.id).edits)
  else if (what === 'addStage') store.act(addStage(document, { stage: text, step: text }, stages[row]?.id).edits)
  else if (step && lane) store.act(deeds[what](document, { lane: lane.id, step: step.id, row, column, text }))
}

type At = { lane: string; step: string; row: number; column: number; text: string }

const deeds: Record<
  Exclude<Deed['what'], 'undo' | 'redo' | 'mine' | 'addLane' | 'addStage'>,
  (document: MapDocument, at: At) => MapEdit[]
> = {
  write: (document, { lane, step, text }) => setCell(document, `${lane}:${step}`, { text }),
  feel: (document, { lane, step, column }) => setCell(document, `${lane}:${step}`, { emotion: (column % 5) - 2 }),
  clear: (document, { lane, step }) => clearCell(document, `${lane}:${step}`),
  addStep: (document, { step, text }) => addStep(document, text, { step }).edits,
  removeStep: (document, { step }) => remove(document, 'steps', step),
  removeLane: (document, { lane }) => remove(document, 'lanes', lane),
  move: (document, { lane, step, row, column }) =>
    move(document, row % 2 ? { kind: 'steps', id: step } : { kind: 'lanes', id: lane }, column % 2 ? 1 : -1),
}

const talks = ['send', 'send and hear nothing', 'look', 'read anew'] as const
type Talk = (typeof talks)[number]
const meeting = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.oneof({ weight: 4, arbitrary: deed }, fc.constantFrom(...talks))), {
  maxLength: 40,
})

/** Two people at one map, and what each of them means to have written where. */
function meetingOf(start: MapDocument) {
  const server = fakeServer(start)
  const stores = [0, 1].map(() => new MapStore({ revision: 0, document: start }))
  const meant = new Map<string, string>()
  const settled: unknown[] = []
  const send = (store: MapStore) => server.change('somebody', store.revision, store.toSend())
  const edit = (who: number, each: Deed) => {
    const store = stores[who]!
    const before = store.document.cells
    act(store, each)
    for (const key of new Set([...Object.keys(before), ...Object.keys(store.document.cells)])) {
      const text = store.document.cells[key]?.text ?? ''
      if (text !== (before[key]?.text ?? '')) meant.set(`${who} ${key}`, text)
    }
  }
  const talk: Record<Talk, (store: MapStore) => void> = {
    send: (store) => store.take(send(store)),
    'send and hear nothing': (store) => void send(store),
    look: (store) => store.take(server.since(store.revision)),
    'read anew': (store) => store.reset({ revision: server.made.length, document: server.document() }),
  }
  const happen = (turn: number, who: number, event: Deed | Talk) => {
    settled.push(...stores[who]!.conflicts.map(({ change }) => change))
    if (typeof event === 'string') talk[event](stores[who]!)
    else edit(who, { ...event, text: `text ${turn}.` })
  }
  const end = () => {
    for (const store of [...stores, ...stores]) talk.send(store)
    return { meant, kept: JSON.stringify([server.made, settled, stores.map(({ conflicts }) => conflicts)]) }
  }
  return { server, stores, happen, end }
}

describe('a map that two people edit', () => {
  it('is the same for both in the end, whatever they do in whatever order, and nothing of it is lost', () => {
    fc.assert(
      fc.property(meeting, (events) => {
        const { server, stores, happen, end } = meetingOf(emptyMap())
        for (const [turn, [who, event]] of events.entries()) happen(turn, who, event)
        const { meant, kept } = end()
        for (const store of stores) {
          expect(store.document).toEqual(server.document())
          expect(store.pending).toEqual([])
        }
        for (const text of meant.values()) expect(kept).toContain(text)
      }),
      { numRuns: 400 },
    )
  })

  it('gives back the document as it was when all is undone, and as it became when all is redone', () => {
    fc.assert(
      fc.property(fc.array(deed.filter(({ what }) => !['undo', 'redo', 'mine'].includes(what)), { maxLength: 25 }), (done) => {
        const start = emptyMap()
        const store = new MapStore({ revision: 0, document: start })
        for (const each of done) act(store, each)
        const end = store.document
        while (store.canUndo) expect(store.undo()).toBe(true)
        expect(store.document).toEqual(start)
        while (store.canRedo) expect(store.redo()).toBe(true)
        expect(store.document).toEqual(end)
      }),
    )
  }) // prettier-ignore
})

describe('a conflict', () => {
  const start = emptyMap()
  const { lanes, steps } = orderOf(start)
  const key = `${lanes[0]!.id}:${steps[0]!.id}`

  function meet() {
    const server = fakeServer(start)
    const [ada, bob] = [0, 1].map(() => new MapStore({ revision: 0, document: start })) as [MapStore, MapStore]
    bob.act(setCell(bob.document, key, { text: 'Bob was here' }))
    bob.take(server.change('Bob', bob.revision, bob.toSend()))
    return { server, ada, bob }
  }

  it('shows both texts, and ours can be put instead', () => {
    const { server, ada } = meet()
    ada.act(setCell(ada.document, key, { text: 'Ada was here' }))
    ada.take(server.change('Ada', ada.revision, ada.toSend()))
    expect(ada.document.cells[key]?.text).toBe('Bob was here')
    const [conflict] = ada.conflicts
    expect(conflict).toMatchObject({ path: ['cells', key], mine: { text: 'Ada was here' }, theirs: { text: 'Bob was here' } })
    ada.settle(conflict!, 'mine')
    ada.take(server.change('Ada', ada.revision, ada.toSend()))
    expect(server.document().cells[key]?.text).toBe('Ada was here')
    expect(ada.conflicts).toEqual([])
  })

  it('is found before anything is sent, and says whose work ours gave way to', () => {
    const { server, ada } = meet()
    ada.act(setCell(ada.document, key, { text: 'Ada was here' }))
    ada.take(server.since(ada.revision))
    expect(ada.conflicts).toMatchObject([{ by: 'Bob', mine: { text: 'Ada was here' } }])
    expect(ada.pending).toEqual([])
  })

  it('over a step that somebody wrote into while it was deleted deletes it with that, if so decided', () => {
    const { server, ada } = meet()
    ada.act(remove(ada.document, 'steps', steps[0]!.id))
    ada.act(setCell(ada.document, `${lanes[0]!.id}:${steps[1]!.id}`, { text: 'Elsewhere' }))
    // The fake server does not look whether a map holds together; the real one refuses this as unsound.
    const [first, second] = ada.toSend()
    const { revision, changes } = server.change('Ada', ada.revision, [second!])
    ada.take({ revision, changes, refused: [{ changeId: first!.changeId, reason: 'unsound', edit: null, changedBy: null, message: 'No such step' }] }) // prettier-ignore
    expect(ada.document.steps[steps[0]!.id]).toBeDefined()
    ada.settle(ada.conflicts[0]!, 'mine')
    expect(ada.document.cells).toEqual({ [`${lanes[0]!.id}:${steps[1]!.id}`]: expect.objectContaining({ text: 'Elsewhere' }) })
  })

  it('keeps undo from writing over what somebody else did since', () => {
    const { server, ada, bob } = meet()
    ada.take(server.since(0))
    ada.act(setCell(ada.document, key, { text: 'Ada was here too' }))
    ada.take(server.change('Ada', ada.revision, ada.toSend()))
    bob.take(server.since(bob.revision))
    bob.act(setCell(bob.document, key, { text: 'Bob again' }))
    ada.take(server.change('Bob', bob.revision, bob.toSend()))
    expect(ada.undo()).toBe(false)
    expect(ada.document.cells[key]?.text).toBe('Bob again')
  })
})
