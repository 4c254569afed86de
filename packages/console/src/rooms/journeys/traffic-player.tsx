import { Button, Slider } from '@mantine/core'
import type { JourneyTraffic } from '@percorso/contract'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useMemo, useSyncExternalStore } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import classes from './journeys.module.css'
import type { Playing } from './playing.ts'
import { scaleOf } from './traffic.ts'
import { useJourneys } from './use-journeys.ts'

type TrafficPlayerProps = {
  playing: Playing
  traffic: JourneyTraffic | undefined
  frames: number
  loading: boolean
  onPlay: () => void
  /** Nothing shall move by itself. */
  still: boolean
}

/** Begins and stops the film, says which moment is shown, and goes to another. */
export function TrafficPlayer({ playing, traffic, frames, loading, onPlay, still }: TrafficPlayerProps) {
  const t = useTranslations('journeys.traffic')
  const on = useSyncExternalStore(playing.subscribe, () => playing.on)
  const scale = useMemo(() => traffic && scaleOf(traffic), [traffic])
  const Sign = on ? IconPlayerPause : IconPlayerPlay
  return (
    <div className={classes.player}>
      <Button
        size="xs"
        variant="default"
        loading={loading}
        leftSection={<Sign size={14} aria-hidden />}
        onClick={on ? playing.pause : onPlay}
      >
        {on ? t('pause') : still ? t('show') : t('play')}
      </Button>
      {scale !== undefined && (
        <>
          <MomentSlider playing={playing} frames={frames} />
          <span className={classes.dotNote}>{t('dot', { n: scale.each })}</span>
        </>
      )}
    </div>
  )
}

function MomentSlider({ playing, frames }: { playing: Playing; frames: number }) {
  const t = useTranslations('journeys.traffic')
  const format = useFormatter()
  const { question } = useJourneys()
  const frame = useSyncExternalStore(playing.subscribe, () => Math.floor(playing.frame))
  const [from, to] = [Date.parse(question.from!), Date.parse(question.to!)]
  const moment = format.dateTime(new Date(from + ((to - from) * frame) / frames), { day: 'numeric', month: 'short', hour: 'numeric' })
  return (
    <>
      <Slider
        size="sm"
        thumbLabel={t('moment')}
        label={null}
        min={0}
        max={frames - 1}
        value={frame}
        onChange={playing.seek}
        thumbProps={{ 'aria-valuetext': moment }}
      />
      <span>{moment}</span>
    </>
  )
}
