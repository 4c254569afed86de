import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { SizeStep } from './segment-types.ts'
import classes from './segments.module.css'

const STEP = 10
const HEIGHT = 140
const MOVES_HEIGHT = 60

type SizeChartProps = { steps: SizeStep[]; step: 'hour' | 'day'; name: string }

/** The size as a line; below it who entered, upwards, and who left, hatched and downwards. The sentence says the same to those who do not see it. */
export function SizeChart({ steps, step, name }: SizeChartProps) {
  const t = useTranslations('segments.history')
  const format = useFormatter()
  const sum = (what: 'entered' | 'left') => format.number(steps.reduce((total, each) => total + each[what], 0))
  const summary = t('summary', {
    from: format.number(steps[0]?.size ?? 0),
    to: format.number(steps.at(-1)?.size ?? 0),
    entered: sum('entered'),
    left: sum('left'),
  })
  const said = (each: SizeStep) => {
    const when = format.dateTime(new Date(each.at), { dateStyle: 'medium', ...(step === 'hour' && { timeStyle: 'short' }) })
    return t('step', { when, size: each.size, entered: each.entered, left: each.left })
  }
  return (
    <figure className={classes.chart}>
      <svg
        viewBox={`0 0 ${steps.length * STEP} ${HEIGHT + MOVES_HEIGHT}`}
        className={classes.sizes}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        <defs>
          <pattern id="left-hatched" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2" height="4" className={classes.hatch} />
          </pattern>
        </defs>
        <SizeLine steps={steps} />
        <Moves steps={steps} />
        {steps.map((each, index) => (
          <rect key={each.at} x={index * STEP} width={STEP} height={HEIGHT + MOVES_HEIGHT} fill="transparent">
            <title>{said(each)}</title>
          </rect>
        ))}
      </svg>
      <figcaption>
        <span>
          {summary} {t('legend')}
        </span>
        <Download steps={steps} name={name} />
      </figcaption>
    </figure>
  )
}

/** From zero up, since how big a change is shows only beside the whole; in steps, since a size holds until somebody enters or leaves. */
function SizeLine({ steps }: { steps: SizeStep[] }) {
  const most = Math.max(1, ...steps.map(({ size }) => size))
  const points = steps.flatMap(({ size }, index) => {
    const y = HEIGHT - (size / most) * (HEIGHT - 4)
    return [`${index * STEP},${y}`, `${(index + 1) * STEP},${y}`]
  })
  return (
    <>
      <polygon points={`0,${HEIGHT} ${points.join(' ')} ${steps.length * STEP},${HEIGHT}`} className={classes.area} />
      <polyline points={points.join(' ')} className={classes.curve} vectorEffect="non-scaling-stroke" />
    </>
  )
}

function Moves({ steps }: { steps: SizeStep[] }) {
  const most = Math.max(1, ...steps.flatMap(({ entered, left }) => [entered, left]))
  const half = MOVES_HEIGHT / 2
  const middle = HEIGHT + half
  const height = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * (half - 4)))
  return (
    <>
      <line x1={0} x2={steps.length * STEP} y1={middle} y2={middle} className={classes.middle} vectorEffect="non-scaling-stroke" />
      {steps.map(({ at, entered, left }, index) => (
        <g key={at}>
          <rect x={index * STEP + 1} width={STEP - 2} y={middle - height(entered)} height={height(entered)} className={classes.entered} />
          <rect x={index * STEP + 1} width={STEP - 2} y={middle} height={height(left)} fill="url(#left-hatched)" />
        </g>
      ))}
    </>
  )
}

function Download({ steps, name }: { steps: SizeStep[]; name: string }) {
  const t = useTranslations('segments.history')
  const lines = steps.map(({ at, size, entered, left }) => [at, size, entered, left].join(','))
  const csv = `at,size,entered,left\r\n${lines.join('\r\n')}\r\n`
  return (
    <Button
      component="a"
      size="compact-xs"
      variant="subtle"
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
      download={`${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.csv`}
      leftSection={<IconDownload size={14} aria-hidden />}
    >
      {t('csv')}
    </Button>
  )
}
