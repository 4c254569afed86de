import { Button } from '@mantine/core'
import type { Gap, Gaps } from '@percorso/contract'
import { IconArrowRight, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import classes from './gaps.module.css'
import { useGaps } from './use-gaps.ts'
import { useTold } from './use-told.ts'

const SHOWN = 8

/** Every way in which journeys differ from the wish, as customers would tell it, with what can be done about it. */
export function GapList({ gaps: { gaps, more, outcome } }: { gaps: Gaps }) {
  const t = useTranslations('gaps.gaps')
  const { search, onSearch } = useGaps()
  const shown = search.all ? gaps : gaps.slice(0, SHOWN)
  return (
    <section aria-label={t('title')}>
      <h3 className={classes.subtitle}>{t('title')}</h3>
      <p className={classes.note}>{gaps.length === 0 ? t('none') : `${t('lead')} ${outcome ? '' : t('noOutcome')}`}</p>
      <ul className={classes.gaps}>
        {shown.map((gap) => (
          <GapLine key={JSON.stringify(gap.gap)} gap={gap} />
        ))}
      </ul>
      {gaps.length > SHOWN && (
        <Button size="xs" variant="default" mb="xs" onClick={() => onSearch({ all: search.all ? undefined : true })}>
          {search.all ? t('fewer') : t('all', { n: gaps.length })}
        </Button>
      )}
      {search.all && more > 0 && <p className={classes.note}>{t('more', { n: more })}</p>}
    </section>
  )
}

function GapLine({ gap }: { gap: Gap }) {
  const t = useTranslations('gaps.gaps')
  const { percent, interval, points, gap: told } = useTold()
  const { journeys, times, effect } = gap
  const said = told(gap)
  return (
    <li className={classes.gap} data-kind={gap.gap.kind}>
      <p className={classes.said}>
        <bdi>{said}</bdi>
      </p>
      <ShareBar share={journeys.share ?? 0} low={journeys.low} high={journeys.high} />
      <p className={classes.note}>
        {t('share', { share: percent(journeys.share), ...interval(journeys), n: journeys.n })}
        {times !== null && times > journeys.count && `, ${t('times', { times })}`}
        {'. '}
        {effect && effect.difference !== null && (
          <span>
            {t('effect', {
              with: percent(effect.withGap.share),
              without: percent(effect.withoutGap.share),
              difference: points(effect.difference),
              low: points(effect.low),
              high: points(effect.high),
            })}
          </span>
        )}
      </p>
      <GapActions gap={gap} said={said} />
    </li>
  )
}

function GapActions({ gap, said }: { gap: Gap; said: string }) {
  const t = useTranslations('gaps.gaps')
  const { may } = useMe()
  const { mapId, search, onGap } = useGaps()
  const start = { map: mapId, gap: gap.gap, name: gap.name || undefined, segment: search.segment }
  return (
    <div className={classes.actions}>
      <Button size="compact-xs" variant="subtle" leftSection={<IconUsers size={14} aria-hidden />} aria-label={t('openOf', { gap: said })} onClick={() => onGap(gap.gap)}>
        {t('open')}
      </Button>
      {may('maps.manage') && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconArrowRight size={14} aria-hidden />}
          aria-label={t('startOf', { gap: said })}
          renderRoot={(props) => <Link to="/initiatives/new" search={start} {...props} />}
        >
          {t('start')}
        </Button>
      )}
    </div>
  )
} // prettier-ignore

/** A share as a bar, with its interval as a whisker; the sentence below says the same. */
export function ShareBar({ share, low, high }: { share: number; low: number; high: number }) {
  return (
    <svg className={classes.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect className={classes.trough} width={100} height={10} />
      <rect width={share * 100} height={10} />
      <line className={classes.whisker} x1={low * 100} x2={high * 100} y1={5} y2={5} />
    </svg>
  )
}
