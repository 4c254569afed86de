import { useEffect, useRef, useState } from 'react'
import type { Box, Layout, Line } from './graph-layout.ts'

type Answer = { id: number; layout: Layout }
type Drawn = { boxes: Box[]; lines: Line[] }

/** Lays out what is to be drawn, beside the page. Until the latest is ready there is none: an old layout would not fit. */
export function useLayout(drawn: Drawn): Layout | undefined {
  const worker = useRef<Worker>(undefined)
  const [done, setDone] = useState<{ drawn: Drawn; layout: Layout }>()
  useEffect(() => {
    worker.current = new Worker(new URL('layout-worker.ts', import.meta.url), { type: 'module' })
    return () => {
      worker.current?.terminate()
      worker.current = undefined
    }
  }, [])
  useEffect(() => {
    const current = worker.current
    if (!current) return undefined
    const id = Math.random()
    const listen = ({ data }: MessageEvent<Answer>) => {
      if (data.id === id) setDone({ drawn, layout: data.layout })
    }
    current.addEventListener('message', listen)
    current.postMessage({ id, ...drawn })
    return () => current.removeEventListener('message', listen)
  }, [drawn])
  return done?.drawn === drawn ? done.layout : undefined
}
