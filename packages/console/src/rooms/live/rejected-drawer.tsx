import { Button, Drawer, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { useSourceName } from '../../facts/source-name.tsx'
import { useMe } from '../../shell/me.ts'
import { JsonViewer } from '../../ui/json-viewer.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { RejectedFact } from './rejected-fact.ts'
import type { RejectedSearch } from './rejected-search.ts'
import type { Replay } from './use-replay.ts'

type Props = { search: RejectedSearch; replay: Replay; onClose: () => void }

const POINTLESS: RejectedFact['reason'][] = ['batch-too-large', 'not-an-object']

/** One rejected fact beside the list: as it came, why it was not taken, and the way to try again. */
export function RejectedDrawer({ search: { open }, replay, onClose }: Props) {
  const t = useTranslations('live.rejected')
  const ui = useTranslations('ui')
  return (
    <Drawer
      opened={open !== undefined}
      onClose={onClose}
      position="right"
      size="xl"
      title={t('one')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {open !== undefined && <Rejected rejectedId={open} replay={replay} />}
    </Drawer>
  )
}

function Rejected({ rejectedId, replay }: { rejectedId: number; replay: Replay }) {
  const t = useTranslations('live.rejected')
  const sourceName = useSourceName()
  const { data, error, refetch } = useQuery(api.rejected.get.queryOptions({ input: { rejectedId } }))
  if (isGone(error)) return <Notice title={t('gone')} />
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <Title order={2} size="h5">
        {t(`why.${data.reason}`)}
      </Title>
      <Text size="sm">
        <bdi>{data.detail}</bdi>
      </Text>
      <Text size="sm" c="dimmed" my="xs">
        <Moment at={data.receivedAt} /> · <Name>{sourceName(data.sourceId)}</Name>
      </Text>
      <ReplayOne fact={data} replay={replay} />
      <JsonViewer value={parsed(data.payload)} label={t('payload')} />
    </>
  )
}

function ReplayOne({ fact: { rejectedId, reason, replayedAt, outcome }, replay }: { fact: RejectedFact; replay: Replay }) {
  const t = useTranslations('live.rejected')
  const { may } = useMe()
  if (replayedAt !== null) {
    return (
      <Text size="sm" mb="sm">
        {t('replayedAt')} <Moment at={replayedAt} /> {outcome !== null && `· ${t(`outcomes.${outcome}`)}`}
      </Text>
    )
  }
  if (POINTLESS.includes(reason)) {
    return (
      <Text size="sm" mb="sm">
        {t('pointless')}
      </Text>
    )
  }
  return (
    may('facts.replay') && (
      <Button size="xs" mb="sm" loading={replay.isPending} onClick={() => replay.mutate({ rejectedIds: [rejectedId] })}>
        {t('replayOne')}
      </Button>
    )
  )
}

/** What is no JSON, or only the beginning of some, is shown as the text it is. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return payload
  }
}
