import type { MapChange, MapPresence, StoredMap } from '@percorso/contract'
import { isUnreachable, problemOf } from '../../../api/problem.ts'
import type { MapStore, News } from '../model/map-store.ts'

/** `unsent`: nobody answers. `refused`: somebody does, but will not have it. */
export type SyncState = 'saved' | 'saving' | 'unsent' | 'refused'

type Told = News & { behind: boolean; present: MapPresence[] }
/** What is asked of the server. */
export type MapServer = {
  change: (revision: number, changes: MapChange[]) => Promise<Told>
  news: (revision: number) => Promise<Told>
  read: () => Promise<Pick<StoredMap, 'revision' | 'document'>>
}
type SyncOptions = { store: MapStore; server: MapServer; onState: (state: SyncState) => void; onPresent: (present: MapPresence[]) => void }

/**
 * Keeps a map and the server's in step: one request at a time, so that every answer is about what was there when it was asked. What could not be sent
 * stays in the store and is sent again with the next `work`.
 */
export class MapSync {
  readonly #options: SyncOptions
  #isBusy = false

  constructor(options: SyncOptions) {
    this.#options = options
  }

  /** Sends what waits until nothing does; or, if nothing did, asks for news. Nothing happens while a request is under way. */
  async work({ send }: { send: boolean }): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    const { store, onState } = this.#options
    try {
      await this.#talk(send)
      onState(store.pending.length > 0 ? 'saving' : 'saved')
    } catch (error) {
      onState(stateAfter(error))
    } finally {
      this.#isBusy = false
    }
  }

  async #talk(send: boolean): Promise<void> {
    const { store, server, onState } = this.#options
    if (!send || store.pending.length === 0) await this.#hear(await server.news(store.revision))
    while (send && store.pending.length > 0) {
      onState('saving')
      await this.#hear(await server.change(store.revision, store.toSend()))
    }
  }

  async #hear(told: Told): Promise<void> {
    const { store, server, onPresent } = this.#options
    if (told.behind) {
      store.reset(await server.read())
      store.take({ ...told, revision: store.revision, changes: [] })
    } else store.take(told)
    onPresent(told.present)
  }
}

/** What neither the network nor the server says is a fault of ours, and is not to be kept quiet. */
function stateAfter(error: unknown): SyncState {
  const status = problemOf(error)?.status
  if (isUnreachable(error) || (status !== undefined && status >= 500)) return 'unsent'
  if (status === undefined) throw error
  return 'refused'
}
