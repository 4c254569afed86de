import { useReducedMotion } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { GraphDrawing } from './graph-drawing.tsx'
import type { DrawnPath } from './graph-drawing.tsx'
import type { Graph } from './journey-types.ts'
import { Playing } from './playing.ts'
import type { ShownGraph } from './shown-graph.ts'
import { TrafficDots } from './traffic-dots.tsx'
import { TrafficPlayer } from './traffic-player.tsx'
import { useJourneys } from './use-journeys.ts'

const FRAMES = 120

/** The graph, and over it, when somebody wants to see it, the traffic that there really was. */
export function LivingGraph({ graph, shown }: { graph: Graph; shown: ShownGraph }) {
  const [wanted, setWanted] = useState(false)
  const [playing] = useState(() => new Playing(FRAMES))
  const { question } = useJourneys()
  const { data, error, refetch, isPending } = useQuery({
    ...api.journeys.traffic.queryOptions({ input: { question: { ...question, from: question.from!, to: question.to! }, frames: FRAMES } }),
    placeholderData: keepPreviousData,
    enabled: wanted,
  })
  const still = useReducedMotion()
  useEffect(() => playing.pause, [playing])
  const over = useCallback((lines: DrawnPath[]) => wanted && data && <TrafficDots lines={lines} traffic={data} playing={playing} still={still} />, [wanted, data, playing, still])
  const onPlay = () => {
    setWanted(true)
    if (!still) playing.play()
  }
  return (
    <>
      {error && <Problem error={error} retry={() => void refetch()} />}
      <TrafficPlayer playing={playing} traffic={wanted ? data : undefined} frames={FRAMES} loading={wanted && isPending} onPlay={onPlay} still={still} />
      <GraphDrawing graph={graph} shown={shown} over={over} />
    </>
  )
} // prettier-ignore
