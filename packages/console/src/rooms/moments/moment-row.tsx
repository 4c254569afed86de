import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Name } from '../../ui/name.tsx'
import { effectOf } from './effect.ts'
import { ForestLine } from './forest-line.tsx'
import type { Found, Trend } from './moment-types.ts'
import classes from './moments.module.css'
import { TrendLine } from './trend-line.tsx'
import { useMoments } from './use-moments.ts'
import { usePoints } from './use-points.ts'

type MomentRowProps = { moment: Found; reach: number; trend: Trend | undefined; isTouchpoint: boolean }

/** One touchpoint: by how much the outcome differs with it, how sure that is, and who the people are. */
export function MomentRow({ moment, reach, trend, isTouchpoint }: MomentRowProps) {
  const t = useTranslations('moments.row')
  const { percent, points } = usePoints()
  const { name, verdict, exposed, others } = moment
  const effect = effectOf(moment)!
  const said = { difference: points(effect.difference), low: points(effect.low), high: points(effect.high) }
  return (
    <li className={classes.row}>
      <h3 className={classes.name}>
        <Name>{name}</Name>
        <span className={classes.effect}>{t('points', { difference: said.difference })}</span>
      </h3>
      <ForestLine
        effect={effect}
        reach={reach}
        tone={verdict === 'strength' ? 'good' : verdict === 'weakness' ? 'bad' : 'open'}
        label={t('picture', { name, ...said })}
      />
      <p className={classes.said}>
        {t('shares', { exposed: percent(exposed.share), n: exposed.n, others: percent(others.share), m: others.n })}{' '}
        {t(moment.adjusted ? 'adjusted' : 'plain', said)}
      </p>
      <Sureness moment={moment} />
      {trend && <TrendLine trend={trend} />}
      <Actions moment={moment} isTouchpoint={isTouchpoint} />
    </li>
  )
}

function Sureness({ moment: { q, eValue, verdict, unadjusted } }: { moment: Found }) {
  const t = useTranslations('moments.row')
  const { chance, times } = usePoints()
  return (
    <p className={classes.said}>
      {q !== null && t('q', { q: chance(q) })}{' '}
      {eValue &&
        (verdict === 'strength' || verdict === 'weakness') &&
        t('eValue', { times: times(eValue.point), bound: times(eValue.bound) })}{' '}
      {unadjusted === 'separated' && t('separated')}
    </p>
  )
}

function Actions({ moment: { step, name, exposed, others }, isTouchpoint }: { moment: Found; isTouchpoint: boolean }) {
  const t = useTranslations('moments.row')
  const { onPart } = useMoments()
  const { may } = useMe()
  return (
    <div className={classes.actions}>
      <Button size="compact-xs" variant="default" aria-label={t('metOf', { name, n: exposed.n })} onClick={() => onPart({ step, met: true })}>
        {t('met', { n: exposed.n })}
      </Button>
      <Button size="compact-xs" variant="default" aria-label={t('othersOf', { name, n: others.n })} onClick={() => onPart({ step, met: false })}>
        {t('others', { n: others.n })}
      </Button>
      {isTouchpoint && may('maps.manage') && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('experimentOf', { name })}
          leftSection={<IconFlask size={14} aria-hidden />}
          renderRoot={(props) => <Link to="/initiatives/new" search={{ touchpoint: Number(step) }} {...props} />}
        >
          {t('experiment')}
        </Button>
      )}
    </div>
  )
} // prettier-ignore
