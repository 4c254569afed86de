import type { StoredFact } from '@percorso/contract'
import { useEffect, useRef, useState } from 'react'

/** A fact as the live view gets it: with whom it belongs to, and a number of its own. */
export type LiveFact = StoredFact & { profileId: string; arrival: number }
export type Connection = 'connecting' | 'open' | 'lost'

const SHOWN_MAX = 200
const SHOW_EVERY_MS = 250
const RECONNECT_MS = 5_000

/** What came since it was last shown. Kept out of React: facts may come faster than anyone can look. */
type Waiting = { facts: LiveFact[]; count: number; arrivals: number }

type Live = { facts: LiveFact[]; waiting: number; arrived: number; connection: Connection }

/** The latest facts as they arrive, newest first. While paused they wait, the latest 200 of them. */
export function useLiveFacts(paused: boolean): Live {
  const waiting = useRef<Waiting>({ facts: [], count: 0, arrivals: 0 })
  const connection = useLiveEvents((fact) => {
    const { facts, count, arrivals } = waiting.current
    const latest = [{ ...fact, arrival: arrivals }, ...facts].slice(0, SHOWN_MAX)
    waiting.current = { facts: latest, count: count + 1, arrivals: arrivals + 1 }
  })
  const [shown, setShown] = useState<Omit<Live, 'connection'>>({ facts: [], waiting: 0, arrived: 0 })

  useEffect(() => {
    const look = () => {
      const { facts, count, arrivals } = waiting.current
      if (count === 0) return
      if (paused) return setShown((before) => ({ ...before, waiting: count }))
      waiting.current = { facts: [], count: 0, arrivals }
      setShown((before) => ({ facts: [...facts, ...before.facts].slice(0, SHOWN_MAX), waiting: 0, arrived: arrivals }))
    }
    look()
    const timer = setInterval(look, SHOW_EVERY_MS)
    return () => clearInterval(timer)
  }, [paused])

  return { ...shown, connection }
}

function useLiveEvents(onFact: (fact: Omit<LiveFact, 'arrival'>) => void): Connection {
  const [connection, setConnection] = useState<Connection>('connecting')
  const [attempt, setAttempt] = useState(0)
  const hear = useRef(onFact)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const events = new EventSource('/api/v1/live')
    events.addEventListener('open', () => setConnection('open'))
    events.addEventListener('fact', ({ data }: MessageEvent<string>) => hear.current(JSON.parse(data) as Omit<LiveFact, 'arrival'>))
    events.addEventListener('error', () => {
      setConnection('lost')
      // A browser tries again by itself after a broken connection, but not after an answer it did not like.
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(() => setAttempt(attempt + 1), RECONNECT_MS)
    })
    return () => {
      clearTimeout(timer)
      events.close()
    }
  }, [attempt])

  return connection
}
