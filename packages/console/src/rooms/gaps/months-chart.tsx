import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import classes from './gaps.module.css'
import { useGaps } from './use-gaps.ts'
import { useTold } from './use-told.ts'

const STEP = 60
const HEIGHT = 120

type Month = { month: string; share: number | null; low: number; high: number; n: number; count: number }

/** How much was as wished, month by month. The titles say the same to those who do not see it. */
export function MonthsChart() {
  const t = useTranslations('gaps.over')
  const { asked } = useGaps()
  const { data, error, refetch } = useQuery({ ...api.gaps.byPart.queryOptions({ input: asked }), placeholderData: keepPreviousData })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  const months = data?.months ?? []
  const csv = `month,fitting,journeys,share,low,high\r\n${months.map(({ month, count, n, share, low, high }) => `${month.slice(0, 7)},${count},${n},${share ?? ''},${low},${high}`).join('\r\n')}\r\n`
  return (
    <section aria-label={t('title')} aria-busy={data === undefined}>
      <h3 className={classes.subtitle}>{t('title')}</h3>
      <figure className={classes.chart}>
        <svg viewBox={`0 0 ${Math.max(1, months.length) * STEP} ${HEIGHT}`} role="img" aria-label={t('summary', { n: months.length })}>
          {months.map((month, place) => (
            <MonthMark key={month.month} month={month} place={place} />
          ))}
        </svg>
        <figcaption>
          <Button
            component="a"
            size="compact-xs"
            variant="subtle"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
            download="fitting-by-month.csv"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('csv')}
          </Button>
        </figcaption>
      </figure>
    </section>
  )
} // prettier-ignore

function MonthMark({ month: { month, share, low, high, n }, place }: { month: Month; place: number }) {
  const t = useTranslations('gaps.over')
  const format = useFormatter()
  const { percent } = useTold()
  const name = format.dateTime(new Date(month), { month: 'short', year: '2-digit', timeZone: 'UTC' })
  const [x, y] = [place * STEP + STEP / 2, (value: number) => 8 + (1 - value) * (HEIGHT - 30)]
  const said = t('month', { month: name, share: percent(share), low: percent(low), high: percent(high), n })
  return (
    <g>
      <title>{said}</title>
      <rect className={classes.trough} x={x - 14} y={y(1)} width={28} height={y(0) - y(1)} />
      {share !== null && <rect x={x - 14} y={y(share)} width={28} height={y(0) - y(share)} />}
      <line className={classes.whisker} x1={x} x2={x} y1={y(high)} y2={y(low)} />
      <text x={x} y={HEIGHT - 4}>
        {name}
      </text>
    </g>
  )
}
