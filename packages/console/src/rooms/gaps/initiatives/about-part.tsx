import type { SegmentRule } from '@percorso/contract'
import { printRule } from '@percorso/contract/rule-text'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { useMe } from '../../../shell/me.ts'
import { Name } from '../../../ui/name.tsx'
import classes from '../gaps.module.css'
import { desiredMaps } from '../use-gaps.ts'
import { useTold } from '../use-told.ts'
import type { Initiative } from './initiative-types.ts'
import { useAbout } from './use-about.ts'

/** What is done and why, which number should move, and who is meant. */
export function AboutPart({ initiative }: { initiative: Initiative }) {
  const t = useTranslations('gaps')
  const format = useFormatter()
  const { percent } = useTold()
  const about = useAbout(initiative)
  const { hypothesis, metric, target, dueOn, mapId } = initiative
  return (
    <section aria-label={t('one.about')}>
      <dl className={classes.facts}>
        {hypothesis !== '' && (
          <>
            <dt>{t('form.hypothesis')}</dt>
            <dd>{hypothesis}</dd>
          </>
        )}
        {about !== undefined && (
          <>
            <dt>{t('form.about')}</dt>
            <dd>
              <Name>{about}</Name>
            </dd>
          </>
        )}
        <dt>{t('form.metric')}</dt>
        <dd>
          {t(`form.metrics.${metric.kind}`)}
          {metric.kind === 'outcome' &&
            `: ${metric.match.fact ?? ''}, ${t(`form.wishes.${metric.wish}`)}, ${t('days', { n: metric.days })}`}
        </dd>
        <dt>{t('initiatives.target')}</dt>
        <dd>{percent(target)}</dd>
        {dueOn !== null && (
          <>
            <dt>{t('initiatives.due')}</dt>
            <dd>{format.dateTime(new Date(dueOn), { dateStyle: 'medium', timeZone: 'UTC' })}</dd>
          </>
        )}
        {mapId !== null && (
          <>
            <dt>{t('form.map')}</dt>
            <dd>
              <MapLink mapId={mapId} />
            </dd>
          </>
        )}
        <Who initiative={initiative} />
      </dl>
      {initiative.control.kind === 'random' && <p className={classes.note}>{t('one.whoHint')}</p>}
    </section>
  )
}

/** To the gaps of the map, by its name if it is among the maps that gaps are looked at by. */
function MapLink({ mapId }: { mapId: number }) {
  const t = useTranslations('gaps')
  const maps = useQuery(desiredMaps)
  const name = maps.data?.items.find((map) => map.mapId === mapId)?.name
  return (
    <Link to="/gaps/$mapId" params={{ mapId: String(mapId) }}>
      {name ?? t('title')}
    </Link>
  )
}

function Who({ initiative: { name, metric, treated, untreated } }: { initiative: Initiative }) {
  const t = useTranslations('gaps.one')
  return (
    <>
      <dt>{t('treated')}</dt>
      <dd>{treated ? <RuleLine name={name} rule={treated} /> : t(metric.kind === 'gap' ? 'everybodyOfMap' : 'everybody')}</dd>
      {untreated && (
        <>
          <dt>{t('untreated')}</dt>
          <dd>
            <RuleLine name={`${name} (${t('untreated')})`} rule={untreated} />
          </dd>
        </>
      )}
    </>
  )
}

/** A rule in its text form, and the way to a segment of it. */
function RuleLine({ name, rule }: { name: string; rule: SegmentRule }) {
  const t = useTranslations('gaps.one')
  const { may } = useMe()
  return (
    <>
      <code>{printRule(rule.where)}</code>{' '}
      {may('segments.manage') && (
        <Link to="/segments/new" search={{ name: name.slice(0, 100), rule: rule.where }}>
          {t('toSegment')}
        </Link>
      )}
    </>
  )
}
