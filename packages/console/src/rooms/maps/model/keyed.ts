import { useCallback, useSyncExternalStore } from 'react'

type Listener = () => void

/** Values by key, of which each reader hears only of its own: thousands of cells are on the page, and one of them changes. */
export class Keyed<Value> {
  #values: ReadonlyMap<string, Value> = new Map()
  readonly #listeners = new Listeners()

  readonly listen = this.#listeners.listen

  get = (key: string): Value | undefined => this.#values.get(key)

  /** All values anew. What is the same object as before is no change. */
  replace(values: ReadonlyMap<string, Value>): void {
    const before = this.#values
    this.#values = values
    for (const key of new Set([...before.keys(), ...values.keys()])) if (before.get(key) !== values.get(key)) this.#listeners.tell(key)
  }
}

/** Who listens for which key. */
export class Listeners {
  readonly #byKey = new Map<string, Set<Listener>>()

  listen = (key: string, listener: Listener): Listener => {
    const all = this.#byKey.get(key) ?? new Set()
    this.#byKey.set(key, all.add(listener))
    return () => {
      all.delete(listener)
      if (all.size === 0 && this.#byKey.get(key) === all) this.#byKey.delete(key)
    }
  }

  tell = (key: string): void => {
    for (const listener of this.#byKey.get(key) ?? []) listener()
  }

  tellAll = (): void => {
    for (const key of this.#byKey.keys()) this.tell(key)
  }
}

export function useKeyed<Value>(keyed: Keyed<Value>, key: string): Value | undefined {
  const listen = useCallback((listener: Listener) => keyed.listen(key, listener), [keyed, key])
  return useSyncExternalStore(listen, () => keyed.get(key))
}
