import type { Segment } from './segment-types.ts'
import { useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import { printRule } from '@percorso/contract/rule-text'
import { useReading } from './use-reading.ts'
import classes from './segments.module.css'

/** How big it is, and what its rule says: in words, and as text. */
export function SegmentRulePart({ segment }: { segment: Segment }) {
  const t = useTranslations('segments')
  const read = useReading()
  const { size, changedAt, changedBy, version, rule } = segment
  return (
    <>
      <Tiles label={t('figures')}>
        <Tile name={t('sizeNow')}>
          <Count of={size} />
        </Tile>
        <Tile name={t('changed')}>
          <Moment at={changedAt} as="ago" />
        </Tile>
        <Tile name={t('by')}>
          <Name>{changedBy}</Name>
        </Tile>
        <Tile name={t('version')}>
          <Count of={version} />
        </Tile>
      </Tiles>
      <p className={classes.words}>
        <bdi>{read(rule.where)}</bdi>
      </p>
      <details className={classes.asText}>
        <summary>{t('text.title')}</summary>
        <Snippet code={printRule(rule.where)} label={t('text.title')} />
      </details>
    </>
  )
}
