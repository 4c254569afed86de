import type { LiveFact as Arriving } from '@percorso/contract'
import { useEffect, useRef, useState } from 'react'

/** A fact as the live view gets it, with a number of its own. */
export type LiveFact = Arriving & { arrival: number }
export type Connection = 'connecting' | 'open' | 'lost'

const KEPT_MAX = 2_000
const SHOW_EVERY_MS = 250
const RECONNECT_MS = 5_000

/** What came since it was last shown. Kept out of React: facts may come faster than anyone can look. */
type Waiting = { facts: LiveFact[]; arrivals: number; skipped: number; gaps: number }
type Shown = { facts: LiveFact[]; waiting: number; arrived: number; skipped: number; gaps: number }
type Live = Shown & { connection: Connection }

const nothing: Shown = { facts: [], waiting: 0, arrived: 0, skipped: 0, gaps: 0 }

/**
 * The latest facts as they arrive, newest first. While paused they wait. `skipped`: facts that fitted and were too many to be sent;
 * `gaps`: how often the connection was lost for a moment, so that facts may be missing.
 */
export function useLiveFacts(query: string, paused: boolean): Live {
  const waiting = useRef<Waiting>({ facts: [], arrivals: 0, skipped: 0, gaps: 0 })
  const [shown, setShown] = useState(nothing)
  const connection = useLiveEvents(query, {
    fact: (fact) => {
      const { facts, arrivals } = waiting.current
      const latest = [{ ...(fact as Arriving), arrival: arrivals }, ...facts].slice(0, KEPT_MAX)
      Object.assign(waiting.current, { facts: latest, arrivals: arrivals + 1 })
    },
    skipped: (data) => void (waiting.current.skipped += (data as { facts: number }).facts),
    gap: () => void (waiting.current.gaps += 1),
    begin: () => {
      Object.assign(waiting.current, { facts: [], skipped: 0, gaps: 0 })
      setShown({ ...nothing, arrived: waiting.current.arrivals })
    },
  })

  useEffect(() => {
    const look = () => setShown((before) => next(before, waiting.current, paused))
    look()
    const timer = setInterval(look, SHOW_EVERY_MS)
    return () => clearInterval(timer)
  }, [paused])

  return { ...shown, connection }
}

/** What is shown next; the same object if nothing has changed. */
function next(before: Shown, { facts, arrivals, skipped, gaps }: Waiting, paused: boolean): Shown {
  const waiting = paused ? arrivals - before.arrived : 0
  const isSame = before.waiting === waiting && before.skipped === skipped && before.gaps === gaps
  if (isSame && (paused || before.arrived === arrivals)) return before
  if (paused) return { ...before, waiting, skipped, gaps }
  const fresh = facts.filter(({ arrival }) => arrival >= before.arrived)
  return { facts: [...fresh, ...before.facts].slice(0, KEPT_MAX), waiting, arrived: arrivals, skipped, gaps }
}

type Hearing = { fact: (data: unknown) => void; skipped: (data: unknown) => void; gap: () => void; begin: () => void }

function useLiveEvents(query: string, hearing: Hearing): Connection {
  const [connection, setConnection] = useState<Connection>('connecting')
  const [attempt, setAttempt] = useState(0)
  const hear = useRef(hearing)
  const isLost = useRef(false)

  useEffect(() => {
    isLost.current = false
    hear.current.begin()
  }, [query])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const events = new EventSource(`/api/v1/live?${query}`)
    const listen = (event: 'fact' | 'skipped' | 'gap') =>
      events.addEventListener(event, ({ data }: MessageEvent<string>) => hear.current[event](JSON.parse(data)))
    listen('fact')
    listen('skipped')
    listen('gap')
    events.addEventListener('open', () => {
      setConnection('open')
      if (isLost.current) hear.current.gap()
      isLost.current = false
    })
    events.addEventListener('error', () => {
      isLost.current = true
      setConnection('lost')
      // A browser tries again by itself after a broken connection, but not after an answer it did not like.
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(() => setAttempt(attempt + 1), RECONNECT_MS)
    })
    return () => {
      clearTimeout(timer)
      events.close()
    }
  }, [attempt, query])

  return connection
}
