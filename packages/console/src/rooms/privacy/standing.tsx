import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import type { Overview } from './privacy.ts'
import classes from './privacy.module.css'

/** How everything stands, in six figures. */
export function Standing({ overview }: { overview: Overview }) {
  const t = useTranslations('privacy.tiles')
  const { open, overdue, underWay, toClean, cleanedAt, keptAway } = overview
  return (
    <Tiles label={t('label')}>
      <Tile name={t('open')}>
        <Count of={open} />
      </Tile>
      <Tile name={t('overdue')}>
        {overdue > 0 && <IconAlertTriangle size={18} aria-hidden className={classes.warning} />} <Count of={overdue} />
      </Tile>
      <Tile name={t('underWay')}>
        <Count of={underWay} />
      </Tile>
      <Tile name={t('toClean')}>
        <Count of={toClean} />
      </Tile>
      <Tile name={t('keptAway')}>
        <Count of={keptAway} />
      </Tile>
      <Tile name={t('cleanedAt')}>
        <span className={classes.small}>{cleanedAt === null ? t('never') : <Moment at={cleanedAt} as="ago" />}</span>
      </Tile>
    </Tiles>
  )
}
