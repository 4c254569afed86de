import { VisuallyHidden } from '@mantine/core'
import type { Touchpoint, TouchpointBoard } from '@percorso/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import { useAlertText } from './alerts.tsx'
import classes from './touchpoints.module.css'

type Item = TouchpointBoard['items'][number]

/** One touchpoint of the registry: what it is, who meets it, and whether something is odd. */
export function TouchpointCard({ touchpoint, item }: { touchpoint: Touchpoint; item: Item | undefined }) {
  const t = useTranslations('touchpoints')
  const alertText = useAlertText()
  const { touchpointId, name, channel, physical, subStage, importance } = touchpoint
  const marks = [t(`channels.${channel}`), t(physical ? 'physical' : 'virtual'), ...(subStage === '' ? [] : [subStage])]
  return (
    <article className={classes.card}>
      <h3>
        <Link to="/touchpoints/$touchpointId" params={{ touchpointId: String(touchpointId) }}>
          <Name>{name}</Name>
        </Link>
        <span className={classes.importance} title={t('important', { n: importance })}>
          <span aria-hidden>{'●'.repeat(importance) + '○'.repeat(5 - importance)}</span>
          <VisuallyHidden>{t('important', { n: importance })}</VisuallyHidden>
        </span>
      </h3>
      <p className={classes.marks}>
        <bdi>{marks.join(' · ')}</bdi>
      </p>
      {item && (
        <p className={classes.met}>
          {item.facts === 0 ? (
            t('quiet')
          ) : (
            <Link to="/touchpoints/$touchpointId" params={{ touchpointId: String(touchpointId) }} search={{ tab: 'people' }}>
              {t('met', { people: item.people, facts: item.facts })}
            </Link>
          )}
          <Sparkline weeks={item.weeks} />
        </p>
      )}
      {item?.alerts.map((alert) => (
        <p key={alert.kind} className={classes.alert}>
          <IconAlertTriangle size={15} aria-hidden /> {alertText(alert)}
        </p>
      ))}
    </article>
  )
}

const [BAR, HEIGHT] = [6, 22]

/** Facts by week, as bars; for who cannot see them, as numbers. */
function Sparkline({ weeks }: { weeks: number[] }) {
  const t = useTranslations('touchpoints')
  const format = useFormatter()
  const most = Math.max(...weeks)
  if (most === 0) return null
  const label = t('byWeek', { weeks: weeks.map((facts) => format.number(facts)).join(', ') })
  return (
    <svg className={classes.spark} viewBox={`0 0 ${weeks.length * BAR} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {weeks.map((facts, week) => {
        const height = facts === 0 ? 0 : Math.max(1.5, (facts / most) * HEIGHT)
        return <rect key={week} x={week * BAR} y={HEIGHT - height} width={BAR - 1.5} height={height} />
      })}
    </svg>
  )
}
