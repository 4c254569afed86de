import { useCallback, useSyncExternalStore } from 'react'
import { Listeners } from './keyed.ts'

/** `here`: the keys go to it. `writing`: it is being written. */
export type Presence = 'here' | 'writing'

const ANY = ''

/** The one place of the map that the keyboard is at. A cell hears of it only when it becomes that place, or is it no longer. */
export class Active {
  #place = ''
  #mode: Presence = 'here'
  /** What somebody typed to begin writing with; undefined: with what is there. */
  seed: string | undefined
  #wantsFocus = false
  readonly #listeners = new Listeners()

  readonly listen = this.#listeners.listen

  get place(): string {
    return this.#place
  }

  /** Whether the keyboard is to go there as soon as it is on the page. */
  get wantsFocus(): boolean {
    return this.#wantsFocus
  }

  /** The same; whoever asks takes the keyboard there. */
  takeFocus(): boolean {
    const wanted = this.#wantsFocus
    this.#wantsFocus = false
    return wanted
  }

  modeOf = (place: string): Presence | undefined => (place === this.#place ? this.#mode : undefined)

  go(place: string, { mode = 'here', focus = true, seed }: { mode?: Presence; focus?: boolean; seed?: string } = {}): void {
    const before = this.#place
    this.seed = seed
    this.#wantsFocus = focus
    this.#place = place
    this.#mode = mode
    for (const key of new Set([before, place])) if (key !== ANY) this.#listeners.tell(key)
    this.#listeners.tell(ANY)
  }
}

/** Whether the keyboard is at this place, and whether it is written there. */
export function useModeAt(active: Active, place: string): Presence | undefined {
  const listen = useCallback((listener: () => void) => active.listen(place, listener), [active, place])
  return useSyncExternalStore(listen, () => active.modeOf(place))
}

export function useActivePlace(active: Active): string {
  const listen = useCallback((listener: () => void) => active.listen(ANY, listener), [active])
  return useSyncExternalStore(listen, () => active.place)
}
