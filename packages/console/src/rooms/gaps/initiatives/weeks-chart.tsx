import { useFormatter, useTranslations } from 'use-intl'
import classes from '../gaps.module.css'
import { useTold } from '../use-told.ts'
import type { Effect } from './initiative-types.ts'

const STEP = 24
const HEIGHT = 120
const TOP = 8

type Week = Effect['weeks'][number]

/** The share week by week, of both groups; the titles say the same to those who do not see it. */
export function WeeksChart({ effect: { weeks }, target }: { effect: Effect; target: number }) {
  const t = useTranslations('gaps.one')
  const most = Math.max(0.02, target, ...weeks.flatMap(({ treated, control }) => [treated.share ?? 0, control?.share ?? 0]))
  const y = (share: number) => TOP + (1 - share / most) * (HEIGHT - 2 * TOP)
  const width = Math.max(1, weeks.length) * STEP
  const points = (of: (week: Week) => number | null | undefined) =>
    weeks.flatMap((week, place) => (typeof of(week) === 'number' ? [`${place * STEP + STEP / 2},${y(of(week)!)}`] : [])).join(' ')
  return (
    <section aria-label={t('weeks')}>
      <h3 className={classes.subtitle}>{t('weeks')}</h3>
      <figure className={classes.chart}>
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t('weeksSummary', { n: weeks.length })}>
          <line className={classes.target} x1={0} x2={width} y1={y(target)} y2={y(target)} />
          <line className={classes.begin} x1={width / 2} x2={width / 2} y1={0} y2={HEIGHT} />
          <polyline className={classes.other} points={points(({ control }) => control?.share)} />
          <polyline className={classes.line} points={points(({ treated }) => treated.share)} />
          {weeks.map((week, place) => (
            <rect key={week.from} x={place * STEP} width={STEP} height={HEIGHT} fill="transparent">
              <WeekTitle week={week} />
            </rect>
          ))}
        </svg>
      </figure>
    </section>
  )
}

function WeekTitle({ week: { from, treated, control } }: { week: Week }) {
  const t = useTranslations('gaps.one')
  const format = useFormatter()
  const { percent } = useTold()
  const said = { week: format.dateTime(new Date(from), { dateStyle: 'medium' }), share: percent(treated.share), n: treated.n }
  return <title>{control ? t('weekBoth', { ...said, other: percent(control.share), m: control.n }) : t('week', said)}</title>
}
