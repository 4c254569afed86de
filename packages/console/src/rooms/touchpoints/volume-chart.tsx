import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Volume } from './touchpoint-types.ts'
import classes from './touchpoints.module.css'

const STEP = 10
const HEIGHT = 140

type Bar = Volume['items'][number]

/** Facts as light bars, and before them the people they are of, darker. The sentence says the same to those who do not see it. */
export function VolumeChart({ volume: { people, facts, items }, name }: { volume: Volume; name: string }) {
  const t = useTranslations('touchpoints.page')
  const format = useFormatter()
  const most = Math.max(...items.map((each) => each.facts))
  const height = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT))
  const said = (bar: Bar) => {
    const when = format.dateTime(new Date(bar.day), { dateStyle: 'medium', timeZone: 'UTC' })
    return t('bar', { when, facts: bar.facts, people: bar.people })
  }
  const summary = t('summary', { people, facts })
  return (
    <figure className={classes.chart}>
      <svg
        viewBox={`0 0 ${items.length * STEP} ${HEIGHT}`}
        className={classes.bars}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        {items.map((bar, index) => (
          <g key={bar.day}>
            <rect
              className={classes.facts}
              x={index * STEP + 1}
              width={STEP - 2}
              y={HEIGHT - height(bar.facts)}
              height={height(bar.facts)}
            />
            <rect
              className={classes.persons}
              x={index * STEP + 3}
              width={STEP - 6}
              y={HEIGHT - height(bar.people)}
              height={height(bar.people)}
            />
            <rect x={index * STEP} width={STEP} height={HEIGHT} fill="transparent">
              <title>{said(bar)}</title>
            </rect>
          </g>
        ))}
      </svg>
      <figcaption>
        <span>{summary}</span>
        <Download items={items} name={name} />
      </figcaption>
    </figure>
  )
}

function Download({ items, name }: { items: Bar[]; name: string }) {
  const t = useTranslations('touchpoints.page')
  const csv = `day,people,facts\r\n${items.map(({ day, people, facts }) => `${day},${people},${facts}`).join('\r\n')}\r\n`
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
