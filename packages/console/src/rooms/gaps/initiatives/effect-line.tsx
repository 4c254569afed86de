import { Badge } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Loading } from '../../../ui/loading.tsx'
import { Problem } from '../../../ui/problem.tsx'
import classes from '../gaps.module.css'
import { useTold } from '../use-told.ts'
import type { Effect, Initiative } from './initiative-types.ts'
import { useEffectOf } from './use-initiative.ts'

const WIDTH = 400
const HEIGHT = 24

const COLOURS = { reached: 'teal', notYet: 'orange', unknown: 'gray' } as const

/** What came of an initiative, in two lines: the verdict, and the effect with its interval. */
export function EffectLine({ initiative }: { initiative: Initiative }) {
  const t = useTranslations('gaps')
  const { effect, error, refetch } = useEffectOf(initiative)
  if (error && effect === undefined) return <Problem error={error} retry={() => void refetch()} />
  if (effect === undefined) return <Loading height={40} />
  if (effect === null) return <p className={classes.note}>{t('proof.notBegun')}</p>
  return (
    <>
      <Verdict effect={effect} target={initiative.target} />
      <EffectSaid effect={effect} />
    </>
  )
}

/** Whether the target is reached, in words. */
export function Verdict({ effect: { verdict, treated }, target }: { effect: Effect; target: number }) {
  const t = useTranslations('gaps.one')
  const { percent, interval } = useTold()
  return (
    <p className={classes.note}>
      <Badge color={COLOURS[verdict]} variant="light" size="sm">
        {t(`verdicts.${verdict}`)}
      </Badge>{' '}
      {t('share', { share: percent(treated.after.share), ...interval(treated.after), n: treated.after.n })} · {t('targetIs', { target: percent(target) })}
    </p>
  )
} // prettier-ignore

/** By how much, how sure, and whether it may be called a cause. */
export function EffectSaid({ effect: { difference, says } }: { effect: Effect }) {
  const t = useTranslations('gaps.one')
  const { points } = useTold()
  if (!difference) return <p className={classes.note}>{t('nobody')}</p>
  const { value, low, high } = difference
  const said = t(says, { points: points(value), low: points(low), high: points(high) })
  return (
    <>
      <IntervalPlot value={value} low={low} high={high} label={said} />
      <p className={classes.note}>{said}</p>
    </>
  )
}

/** A difference with its interval, beside the line of no difference. */
function IntervalPlot({ value, low, high, label }: { value: number; low: number; high: number; label: string }) {
  const reach = Math.max(0.05, Math.abs(low), Math.abs(high))
  const x = (at: number) => WIDTH / 2 + (at / reach) * (WIDTH / 2 - 8)
  return (
    <svg className={classes.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line className={classes.zero} x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} />
      <line x1={x(low)} x2={x(high)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <line x1={x(low)} x2={x(low)} y1={7} y2={HEIGHT - 7} />
      <line x1={x(high)} x2={x(high)} y1={7} y2={HEIGHT - 7} />
      <circle cx={x(value)} cy={HEIGHT / 2} r={5} />
    </svg>
  )
}
