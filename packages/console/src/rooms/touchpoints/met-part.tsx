import type { FactMatch, Touchpoint } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fits } from '../segments/segments-search.ts'
import { metRule } from './met-rule.ts'
import type { Met } from './touchpoint-types.ts'
import classes from './touchpoints.module.css'

const PAGE = 100

/** Who met it, the latest first. */
export function MetPart({ touchpoint: { touchpointId, matches }, days }: { touchpoint: Touchpoint; days: number }) {
  const t = useTranslations('touchpoints.people')
  const columns = useColumns()
  const list = useInfiniteQuery(
    api.touchpoints.people.infiniteOptions({
      input: (cursor: string | undefined) => ({ touchpointId, days, limit: PAGE, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <SegmentLink matches={matches} days={days} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ profileId }) => profileId}
        link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        loading={list.isPending}
        empty={
          <Notice title={t('none')}>
            <NoticeText>{t('noneHint')}</NoticeText>
          </Notice>
        }
      />
    </>
  )
}

/** The same people as a segment: of what its matches mean, whatever earlier touchpoints take of that. */
function SegmentLink({ matches, days }: { matches: FactMatch[]; days: number }) {
  const t = useTranslations('touchpoints.people')
  const { may } = useMe()
  const rule = metRule(matches, days)
  if (!may('segments.manage') || !fits(rule)) return null
  return (
    <p className={classes.hint}>
      <Link to="/segments/new" search={{ rule }}>
        {t('segment')}
      </Link>{' '}
      {t('segmentHint')}
    </p>
  )
}

function useColumns(): Column<Met>[] {
  const t = useTranslations('touchpoints.people')
  return [
    { id: 'person', title: t('person'), width: 260, cell: ({ name, head }) => <Name>{name ?? head.value}</Name> },
    { id: 'lastMet', title: t('lastMet'), width: 180, cell: ({ lastMet }) => <Moment at={lastMet} /> },
    { id: 'facts', title: t('facts'), width: 90, numeric: true, cell: ({ facts }) => <Count of={facts} /> },
  ]
}
