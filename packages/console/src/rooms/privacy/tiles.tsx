import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import { Moment } from '../../ui/moment.tsx'
import type { Overview } from './privacy.ts'
import classes from './privacy.module.css'

/** How everything stands, in six figures. */
export function Tiles({ overview }: { overview: Overview }) {
  const t = useTranslations('privacy.tiles')
  const { open, overdue, underWay, toClean, cleanedAt, keptAway } = overview
  return (
    <dl className={classes.tiles} aria-label={t('label')}>
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
    </dl>
  )
}

function Tile({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
