import { Progress } from '@mantine/core'
import { IconBolt, IconLoader2, IconPlayerPause } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Segment } from './segment-types.ts'
import classes from './segments.module.css'

const SYMBOLS = { live: IconBolt, filling: IconLoader2, paused: IconPlayerPause } as const

/** Whether a segment is true to the second, is being filled, or stands still. */
export function SegmentState({ segment: { state, filled } }: { segment: Pick<Segment, 'state' | 'filled'> }) {
  const t = useTranslations('segments.states')
  const format = useFormatter()
  const Symbol = SYMBOLS[state]
  const share = format.number(filled, { style: 'percent' })
  return (
    <span className={classes.state}>
      <Symbol size={15} aria-hidden className={classes[state]} />
      {state === 'filling' ? t('filling', { share }) : t(state)}
      {state === 'filling' && <Progress size="sm" w={70} value={filled * 100} aria-label={t('filling', { share })} />}
    </span>
  )
}
