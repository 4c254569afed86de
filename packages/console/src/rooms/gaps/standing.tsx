import type { Gaps } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import classes from './gaps.module.css'
import { useTold } from './use-told.ts'

/** What all numbers are of, and how much is as it was wished. */
export function Standing({ gaps }: { gaps: Gaps }) {
  const t = useTranslations('gaps')
  const format = useFormatter()
  const { percent, interval } = useTold()
  const { journeys, people, fitting, meanFitness, outcome, unaligned, left_out, question } = gaps
  const { settled } = question
  const share = (of: Gaps['fitting']) => (
    <>
      {percent(of.share)} <small className={classes.under}>{t('ofN', { ...interval(of), n: of.n })}</small>
    </>
  )
  return (
    <>
      <Tiles label={t('standing')}>
        <Tile name={t('fitting')}>{share(fitting)}</Tile>
        <Tile name={t('fitness')}>
          <span title={t('fitnessHint')}>{meanFitness === null ? '–' : format.number(meanFitness, { style: 'percent', maximumFractionDigits: 0 })}</span>
        </Tile>
        {outcome && <Tile name={t('reached')}>{share(outcome)}</Tile>}
        <Tile name={t('journeys')}>
          <Count of={journeys} />
        </Tile>
        <Tile name={t('people')}>
          <Count of={people} />
        </Tile>
      </Tiles>
      <p className={classes.note}>{settled?.unit === 'days' ? t('over.settled', { n: settled.n }) : t('over.unfinished')}</p>
      {unaligned.journeys > 0 && <p className={classes.note}>{t('unaligned', { journeys: unaligned.journeys })}</p>}
      {left_out > 0 && <p className={classes.note}>{t('leftOut', { n: left_out })}</p>}
    </>
  )
} // prettier-ignore
