import type { MapDocument } from '@percorso/contract'
import { expect, it } from 'vitest'
import { fakeServer } from '../model/fake-server.ts'
import { MapStore } from '../model/map-store.ts'
import { MapSync } from './map-sync.ts'
import type { MapServer, SyncState } from './map-sync.ts'

const start: MapDocument = {
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
const rename = (store: MapStore, value: string) => store.act([{ path: ['name'], was: store.document.name, value }])

/** A store that talks to a server, which answers as `answer` lets it. */
function begin() {
  const server = fakeServer(start)
  const store = new MapStore({ revision: 0, document: start })
  const states: SyncState[] = []
  const more = { behind: false, present: [] }
  const behaviour = { answer: <Told>(told: Told): Told | Promise<Told> => told }
  const asked: MapServer = {
    change: async (revision, changes) => behaviour.answer({ ...server.change('us', revision, changes), ...more }),
    news: async (revision) => behaviour.answer({ ...server.since(revision), ...more }),
    read: async () => ({ revision: server.made.length, document: server.document() }),
  }
  const sync = new MapSync({ store, server: asked, onState: (state) => states.push(state), onPresent: () => {} })
  return { server, store, states, sync, behaviour, more }
}

it('sends what was done, also what is done meanwhile', async () => {
  const { server, store, states, sync, behaviour } = begin()
  rename(store, 'One')
  let isFirst = true
  behaviour.answer = (told) => {
    if (isFirst) rename(store, 'Two')
    isFirst = false
    return told
  }
  await sync.work({ send: true })
  expect([server.document().name, store.pending, states]).toEqual(['Two', [], ['saving', 'saving', 'saved']])
})

it('keeps what could not be sent, and makes it once though it was sent twice', async () => {
  const { server, store, states, sync, behaviour } = begin()
  rename(store, 'One')
  behaviour.answer = () => Promise.reject(new TypeError('fetch failed'))
  await sync.work({ send: true })
  expect([states.at(-1), store.pending.length]).toEqual(['unsent', 1])
  behaviour.answer = (told) => told
  await sync.work({ send: true })
  expect([states.at(-1), store.pending, server.made.length, store.document.name]).toEqual(['saved', [], 1, 'One'])
})

it('reads the map again when it is too far behind, and keeps what it has not sent', async () => {
  const { server, store, sync, behaviour } = begin()
  server.change('them', 0, [{ changeId: crypto.randomUUID(), edits: [{ path: ['about'], was: '', value: 'Theirs' }] }])
  rename(store, 'Ours')
  behaviour.answer = (told) => ({ ...told, changes: [], behind: true })
  await sync.work({ send: false })
  expect(store.document).toMatchObject({ name: 'Ours', about: 'Theirs' })
  expect(store.pending).toHaveLength(1)
})
