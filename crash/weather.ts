import type { Warehouse } from '../packages/server/src/stores/index.ts'

/** How a warehouse behaves: as always; every statement fails; inserts happen, and then fail all the same, as when the answer is lost. */
export type Weather = 'fair' | 'away' | 'answers lost'

export type Outdoors = { warehouse: Warehouse; turn: (weather: Weather) => void; failures: () => number }

/** A real warehouse whose answers can be made to fail. */
export function putOutdoors(inside: Warehouse): Outdoors {
  let weather: Weather = 'fair'
  let failures = 0
  const fail = () => {
    failures += 1
    // What a replica says that has lost its Keeper: nothing is wrong with the rows.
    return Object.assign(new Error('Code: 242. DB::Exception: Table is in readonly mode. (TABLE_IS_READ_ONLY)'), { code: '242' })
  }
  const unlessAway = <T>(work: () => Promise<T>): Promise<T> => (weather === 'away' ? Promise.reject(fail()) : work())
  const warehouse: Warehouse = {
    ...inside,
    query: (sql, params) => unlessAway(() => inside.query(sql, params)),
    command: (sql, params) => unlessAway(() => inside.command(sql, params)),
    ping: () => unlessAway(() => inside.ping()),
    async insert(insert) {
      await unlessAway(() => inside.insert(insert))
      if (weather === 'answers lost') throw fail()
    },
  }
  return { warehouse, turn: (next) => void (weather = next), failures: () => failures }
}
