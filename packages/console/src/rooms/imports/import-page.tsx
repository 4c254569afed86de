import { Button, Progress, Text } from '@mantine/core'
import { IconDownload, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { useSourceName } from '../../facts/source-name.tsx'
import { useMe } from '../../shell/me.ts'
import { Count } from '../../ui/count.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Import } from './import-types.ts'
import classes from './imports.module.css'
import { isUnderWay } from './is-under-way.ts'

const LOOK_EVERY_MS = 1_000

/** `/imports/$importId`: how far an import is. It goes on whoever looks, and whoever goes away. */
export function ImportPage() {
  const t = useTranslations('imports')
  const { importId } = useParams({ from: '/imports/$importId' })
  const { data, error, refetch } = useQuery({
    ...api.imports.get.queryOptions({ input: { importId } }),
    refetchInterval: ({ state }) => state.data !== undefined && isUnderWay(state.data) && LOOK_EVERY_MS,
  })
  if (isGone(error)) return <Notice title={t('gone')} page />
  if (error && !data) return <Problem error={error} retry={() => void refetch()} page />
  if (!data) return <Loading />
  return (
    <>
      <PageHeader title={data.name} lead={<Name>{data.fileName}</Name>}>
        <Moves progress={data} />
      </PageHeader>
      <HowFar progress={data} />
      {data.error !== null && (
        <div role="alert">
          <Notice title={t('status.failed')}>
            <NoticeText>{data.error}</NoticeText>
          </Notice>
        </div>
      )}
      <Figures progress={data} />
      {data.refused > 0 && <RefusedRows importId={importId} />}
    </>
  )
}

function HowFar({ progress: { status, bytesRead, bytesTotal, secondsLeft, factsPerSecond } }: { progress: Import }) {
  const t = useTranslations('imports')
  const format = useFormatter()
  const share = bytesTotal > 0 ? bytesRead / bytesTotal : 0
  return (
    <div className={classes.far}>
      <Text size="sm" component="output">
        <strong>{t(`status.${status}`)}</strong> {status !== 'done' && format.number(share, { style: 'percent' })}
        {status === 'running' && factsPerSecond !== null && ` · ${t('perSecond', { rate: factsPerSecond })}`}
        {secondsLeft !== null && ` · ${t('left', { seconds: secondsLeft })}`}
      </Text>
      <Progress value={share * 100} animated={status === 'running'} aria-label={t('progress')} />
      {(status === 'waiting' || status === 'running') && (
        <Text size="xs" c="dimmed">
          {t('leave')}
        </Text>
      )}
    </div>
  )
}

function Figures({ progress: { rows, facts, refused, sourceId, createdAt, finishedAt } }: { progress: Import }) {
  const t = useTranslations('imports')
  const sourceName = useSourceName()
  return (
    <dl className={classes.figures}>
      <Figure name={t('rows')}>
        <Count of={rows} />
      </Figure>
      <Figure name={t('facts')}>
        <Count of={facts} />
      </Figure>
      <Figure name={t('refused')}>
        <Count of={refused} />
      </Figure>
      <Figure name={t('source')}>
        <Link to="/sources/$sourceId" params={{ sourceId: String(sourceId) }} className={classes.link}>
          <Name>{sourceName(sourceId)}</Name>
        </Link>
      </Figure>
      <Figure name={t('begun')}>
        <Moment at={createdAt} />
      </Figure>
      {finishedAt !== null && (
        <Figure name={t('ended')}>
          <Moment at={finishedAt} />
        </Figure>
      )}
    </dl>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function RefusedRows({ importId }: { importId: string }) {
  const t = useTranslations('imports')
  return (
    <Button
      component="a"
      size="xs"
      variant="default"
      href={`/api/v1/imports/${importId}/refused`}
      download
      leftSection={<IconDownload size={15} aria-hidden />}
    >
      {t('refusedFile')}
    </Button>
  )
}

function Moves({ progress: { importId, status } }: { progress: Import }) {
  const t = useTranslations('imports')
  const { may } = useMe()
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: api.imports.key() })
  const stop = useMutation({ mutationFn: () => api.imports.stop.call({ importId }), onSettled })
  const resume = useMutation({ mutationFn: () => api.imports.resume.call({ importId }), onSettled })
  if (!may('imports.run')) return null
  if (isUnderWay({ status })) {
    return (
      <Button
        size="xs"
        variant="default"
        loading={stop.isPending}
        leftSection={<IconPlayerStop size={15} aria-hidden />}
        onClick={() => stop.mutate()}
      >
        {t('stop')}
      </Button>
    )
  }
  return (
    (status === 'stopped' || status === 'failed') && (
      <Button size="xs" loading={resume.isPending} leftSection={<IconPlayerPlay size={15} aria-hidden />} onClick={() => resume.mutate()}>
        {t('resume')}
      </Button>
    )
  )
}
