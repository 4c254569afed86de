import { useMemo, useSyncExternalStore } from 'react'
import type { JourneyTraffic } from '@percorso/contract'
import type { DrawnPath } from './graph-drawing.tsx'
import classes from './journeys.module.css'
import type { Playing } from './playing.ts'
import { dotsAt, scaleOf } from './traffic.ts'

type TrafficDotsProps = { lines: DrawnPath[]; traffic: JourneyTraffic; playing: Playing; still: boolean }

const SAMPLES = 24

/** What passes each line at a moment: as dots on their way or, for those who want nothing to move, as one in the middle, the larger the more. */
export function TrafficDots({ lines, traffic, playing, still }: TrafficDotsProps) {
  const frame = useSyncExternalStore(playing.subscribe, () => playing.frame)
  const points = useMemo(() => new Map(lines.map(({ from, to, path }) => [`${from} ${to}`, pointsOf(path)])), [lines])
  const scale = useMemo(() => scaleOf(traffic), [traffic])
  const dots = dotsAt(traffic, { frame, scale, still })
  return (
    <g className={classes.dots} aria-hidden>
      {dots.map(({ edge: { from, to }, along, size, key }) => {
        const at = points.get(`step ${from} step ${to}`)?.[Math.min(SAMPLES, Math.round(along * SAMPLES))]
        return at && <circle key={key} cx={at.x} cy={at.y} r={size} />
      })}
    </g>
  )
}

/** Places along a line, the first at its beginning. */
function pointsOf(path: string): { x: number; y: number }[] {
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  const length = line.getTotalLength()
  return Array.from({ length: SAMPLES + 1 }, (_, k) => line.getPointAtLength((length * k) / SAMPLES))
}
