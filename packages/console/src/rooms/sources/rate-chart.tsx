import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import { stepsOf } from './rate-steps.ts'
import type { Step } from './rate-steps.ts'
import type { Rate } from './source-types.ts'
import classes from './sources.module.css'

const HEIGHT = 120
const STEP = 10

/** What arrived, step by step: taken below, rejected hatched on top. The sentence says the same to those who do not see it. */
export function RateChart({ rate }: { rate: Rate }) {
  const t = useTranslations('sources')
  const format = useFormatter()
  const steps = stepsOf(rate)
  const sum = (what: (step: Step) => number) => steps.reduce((total, step) => total + what(step), 0)
  const most = Math.max(1, ...steps.map(({ facts, bots, rejected }) => facts + bots + rejected))
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT))
  const summary = t(`summary.${rate.by}`, {
    facts: format.number(sum(({ facts, bots }) => facts + bots)),
    rejected: format.number(sum(({ rejected }) => rejected)),
    most: format.number(most),
  })
  return (
    <figure className={classes.chart}>
      <svg
        viewBox={`0 0 ${steps.length * STEP} ${HEIGHT}`}
        className={classes.bars}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        <defs>
          <pattern id="hatched" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2" height="4" className={classes.hatch} />
          </pattern>
        </defs>
        {steps.map((step, index) => {
          const taken = height(step.facts + step.bots)
          const rejected = height(step.rejected)
          const x = index * STEP + 1
          const when = format.dateTime(new Date(step.at), { dateStyle: 'medium', ...(rate.by !== 'day' && { timeStyle: 'short' }) })
          return (
            <g key={step.at}>
              <title>{t('step', { when, facts: step.facts + step.bots, rejected: step.rejected })}</title>
              <rect x={x} y={0} width={STEP - 2} height={HEIGHT} fill="transparent" />
              <rect x={x} width={STEP - 2} y={HEIGHT - taken} height={taken} className={classes.taken} />
              <rect x={x} width={STEP - 2} y={Math.max(0, HEIGHT - taken - rejected)} height={rejected} fill="url(#hatched)" />
            </g>
          )
        })}
      </svg>
      <figcaption>
        <span>{summary}</span>
        <Download steps={steps} by={rate.by} />
      </figcaption>
    </figure>
  )
}

function Download({ steps, by }: { steps: Step[]; by: string }) {
  const t = useTranslations('sources')
  const lines = steps.map(({ at, facts, bots, rejected, duplicates }) =>
    [new Date(at).toISOString(), facts, bots, rejected, duplicates ?? ''].join(','),
  )
  const csv = `at,facts,bots,rejected,duplicates\r\n${lines.join('\r\n')}\r\n`
  return (
    <Button
      component="a"
      size="compact-xs"
      variant="subtle"
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
      download={`rate-by-${by}.csv`}
      leftSection={<IconDownload size={14} aria-hidden />}
    >
      {t('csv')}
    </Button>
  )
}
