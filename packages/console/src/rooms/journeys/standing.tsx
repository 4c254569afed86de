import { useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import type { Graph } from './journey-types.ts'
import classes from './journeys.module.css'
import { useDuration } from './use-duration.ts'

/** What all numbers of the graph are of. */
export function Standing({ graph }: { graph: Graph }) {
  const t = useTranslations('journeys')
  const duration = useDuration()
  const { people, cases, events, throughput, left_out } = graph
  return (
    <>
      <Tiles label={t('standing')}>
        <Tile name={t('people')}>
          <Count of={people} />
        </Tile>
        <Tile name={t('cases')}>
          <Count of={cases} />
        </Tile>
        <Tile name={t('events')}>
          <Count of={events} />
        </Tile>
        <Tile name={t('median')}>{duration(throughput.median_ms)}</Tile>
        <Tile name={t('p90')}>{duration(throughput.p90_ms)}</Tile>
      </Tiles>
      {left_out > 0 && <p className={classes.note}>{t('leftOut', { n: left_out })}</p>}
    </>
  )
}
