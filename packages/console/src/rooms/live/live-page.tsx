import { Button, Text, Title } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Notice, NoticeText } from '../../shell/notice.tsx'
import { Announcer } from './announcer.tsx'
import { Counters } from './counters.tsx'
import { FirstFact } from './first-fact.tsx'
import { LiveList } from './live-list.tsx'
import classes from './live.module.css'
import { LiveState } from './live-state.tsx'
import { useLiveFacts } from './use-live-facts.ts'

const COUNT_EVERY_MS = 3_000

/** `/`: what is happening now. */
export function LivePage() {
  const t = useTranslations('live')
  const [paused, setPaused] = useState(false)
  const { facts, waiting, arrived, connection } = useLiveFacts(paused)
  const stats = useQuery({ ...api.stats.queryOptions(), refetchInterval: ({ state }) => state.data !== undefined && COUNT_EVERY_MS })
  const isNew = stats.data !== undefined && stats.data.facts + stats.data.bots === 0

  return (
    <>
      <title>{`${t('title')} · Percorso`}</title>
      <div className={classes.top}>
        <div>
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('lead')}
          </Text>
        </div>
        <div className={classes.controls}>
          <LiveState connection={connection} paused={paused} waiting={waiting} />
          <Button
            size="xs"
            variant="default"
            leftSection={paused ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />}
            onClick={() => setPaused(!paused)}
          >
            {paused ? t('resume') : t('pause')}
          </Button>
        </div>
      </div>
      <Counters stats={stats} />
      <Announcer arrived={arrived} />
      {facts.length > 0 ? <LiveList facts={facts} /> : isNew ? <FirstFact /> : stats.isSuccess && <Quiet />}
    </>
  )
}

function Quiet() {
  const t = useTranslations('live')
  return (
    <Notice title={t('quiet')}>
      <NoticeText>{t('quietHint')}</NoticeText>
    </Notice>
  )
}
