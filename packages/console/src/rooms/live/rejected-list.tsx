import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useSourceName } from '../../facts/source-name.tsx'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { RejectedFact } from './rejected-fact.ts'
import type { RejectedSearch } from './rejected-search.ts'
import classes from './rejected.module.css'
import type { Replay } from './use-replay.ts'

const PER_PAGE = 100

/** Rejected facts one by one; those that are ticked are replayed together. */
export function RejectedList({ search, replay }: { search: RejectedSearch; replay: Replay }) {
  const t = useTranslations('live.rejected')
  const { may } = useMe()
  const list = useRejected(search)
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const chosen = rows.filter(({ rejectedId, replayedAt }) => replayedAt === null && ticked.has(rejectedId))
  const toggle = (id: number) =>
    setTicked((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]))
  const columns = useColumns({ ticked, toggle: may('facts.replay') ? toggle : undefined })
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      {chosen.length > 0 && (
        <div className={classes.chosen}>
          <Button
            size="xs"
            loading={replay.isPending}
            onClick={() => replay.mutate({ rejectedIds: chosen.map(({ rejectedId }) => rejectedId) })}
          >
            {t('replayChosen', { count: chosen.length })}
          </Button>
        </div>
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ rejectedId }) => String(rejectedId)}
        link={({ rejectedId }) => ({ to: '/rejected', search: { ...search, open: rejectedId } })}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        loading={list.isPending}
        empty={<Notice title={t('nothing')} />}
      />
    </>
  )
}

function useRejected({ reason, source, state, text }: RejectedSearch) {
  return useInfiniteQuery(
    api.rejected.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: PER_PAGE,
        state: state ?? 'open',
        ...(reason !== undefined && { reason }),
        ...(source !== undefined && { sourceId: source }),
        ...(text !== undefined && { text }),
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
}

type Ticking = { ticked: ReadonlySet<number>; toggle: ((rejectedId: number) => void) | undefined }

function useColumns({ ticked, toggle }: Ticking): Column<RejectedFact>[] {
  const t = useTranslations('live.rejected')
  const sourceName = useSourceName()
  const tick: Column<RejectedFact> = {
    id: 'tick',
    title: t('choose'),
    width: 80,
    cell: ({ rejectedId, replayedAt }) =>
      replayedAt === null && (
        <Checkbox
          size="xs"
          aria-label={t('chooseOne', { id: String(rejectedId) })}
          checked={ticked.has(rejectedId)}
          onChange={() => toggle?.(rejectedId)}
        />
      ),
  }
  return [
    { id: 'at', title: t('at'), width: 190, cell: ({ receivedAt }) => <Moment at={receivedAt} as="moment-unless-today" /> },
    ...(toggle ? [tick] : []),
    { id: 'reason', title: t('reason'), width: 240, cell: ({ reason }) => t(`why.${reason}`) },
    { id: 'fact', title: t('fact'), width: 320, cell: ({ payload }) => <Name>{payload.slice(0, 300)}</Name> },
    { id: 'source', title: t('source'), width: 140, cell: ({ sourceId }) => <Name>{sourceName(sourceId)}</Name> },
    { id: 'outcome', title: t('outcome'), width: 150, cell: ({ outcome }) => (outcome === null ? '–' : t(`outcomes.${outcome}`)) },
  ]
}
