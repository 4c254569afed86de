import { Box as Area } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Loading } from '../../ui/loading.tsx'
import { drawnOf, placed } from './graph-shapes.ts'
import type { DrawnBox, DrawnLine } from './graph-shapes.ts'
import type { Layout, Point } from './graph-layout.ts'
import type { Graph } from './journey-types.ts'
import classes from './journeys.module.css'
import type { ShownGraph } from './shown-graph.ts'
import { useDuration } from './use-duration.ts'
import { useLayout } from './use-layout.ts'
import { useOpens } from './use-opens.ts'

/** A line as it is drawn, between boxes. */
export type DrawnPath = { from: string; to: string; path: string }
type GraphDrawingProps = {
  graph: Graph
  shown: ShownGraph
  /** What is drawn over the lines. */
  over: (lines: DrawnPath[]) => ReactNode
}

/** Steps as boxes, what follows what as lines, the thicker the more people go there. The tables say the same. */
export function GraphDrawing({ graph, shown, over }: GraphDrawingProps) {
  const t = useTranslations('journeys.graph')
  const drawn = useMemo(() => drawnOf(shown), [shown])
  const layout = useLayout(drawn)
  const lines = useMemo(() => layout && placedLines(drawn, layout), [drawn, layout])
  if (!layout || !lines) return <Loading height={420} />
  const most = Math.max(1, ...drawn.lines.map(({ people }) => people))
  return (
    <Area component="section" className={classes.canvas} tabIndex={0} aria-label={t('canvas')}>
      <svg width={layout.width} height={layout.height} viewBox={`0 0 ${layout.width} ${layout.height}`}>
        <defs>
          <marker id="journey-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0,0 L8,4 L0,8 z" className={classes.arrow} />
          </marker>
        </defs>
        {drawn.lines.map((line, place) => (
          <Line key={`${line.from} ${line.to}`} line={line} at={lines[place]!} most={most} graph={graph} />
        ))}
        {drawn.boxes.map((box, place) => (
          <Box key={box.id} box={box} at={layout.boxes[place]!} graph={graph} />
        ))}
        {over(lines)}
      </svg>
    </Area>
  )
} // prettier-ignore

function placedLines({ boxes, lines }: ReturnType<typeof drawnOf>, layout: Layout) {
  const places = new Map(boxes.map(({ id }, place) => [id, layout.boxes[place]!]))
  return lines.map((line, place) => ({ from: line.from, to: line.to, ...placed(line, layout.lines[place]!, places) }))
}

function Box({ box, at, graph }: { box: DrawnBox; at: Point; graph: Graph }) {
  const t = useTranslations('journeys.graph')
  const format = useFormatter()
  const opens = useOpens()
  const [x, y] = [at.x - box.width / 2, at.y - box.height / 2]
  if (!box.node) {
    return (
      <g className={classes.edgeOfAll}>
        <rect x={x} y={y} width={box.width} height={box.height} rx={box.height / 2} />
        <text x={at.x} y={at.y + 4}>
          {t(box.id === 'start' ? 'begin' : 'end')}
        </text>
      </g>
    )
  }
  const { name, people, events } = box.node
  return (
    <g className={classes.box} {...opens({ step: box.node.step })}>
      <title>{t('node', { name, people, events })}</title>
      <rect x={x} y={y} width={box.width} height={box.height} rx={6} />
      <text x={at.x} y={at.y - 3}>
        {box.title}
      </text>
      <text x={at.x} y={at.y + 13} className={classes.small}>
        {t('peopleOf', { n: people, share: format.number(people / Math.max(1, graph.people), { style: 'percent' }) })}
      </text>
    </g>
  )
}

type LineProps = { line: DrawnLine; at: { path: string; label: Point }; most: number; graph: Graph }

function Line({ line, at, most, graph }: LineProps) {
  const t = useTranslations('journeys.graph')
  const format = useFormatter()
  const duration = useDuration()
  const opens = useOpens()
  const median = line.median_ms === undefined ? undefined : duration(line.median_ms)
  const said = median === undefined ? t('edgeOfAll', { from: nameOf(graph, line.from, t), to: nameOf(graph, line.to, t), cases: line.people }) : t('edge', { from: nameOf(graph, line.from, t), to: nameOf(graph, line.to, t), people: line.people, median }) // prettier-ignore
  return (
    <g className={classes.line} {...opens(line.part)}>
      <title>{said}</title>
      <path d={at.path} strokeWidth={1 + 7 * (line.people / most)} markerEnd="url(#journey-arrow)" />
      <path d={at.path} className={classes.reach} />
      <text x={at.label.x} y={at.label.y + 4}>
        {median === undefined ? format.number(line.people) : `${format.number(line.people)} · ${median}`}
      </text>
    </g>
  )
}

function nameOf({ nodes }: Graph, id: string, t: ReturnType<typeof useTranslations<'journeys.graph'>>): string {
  if (id === 'start') return t('begin')
  if (id === 'end') return t('end')
  return nodes.find(({ step }) => `step ${step}` === id)?.name ?? ''
}
