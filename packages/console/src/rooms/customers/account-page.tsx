import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Panel } from './panel.tsx'
import classes from './profile.module.css'
import { TraitText } from './trait-value.tsx'
import { Weeks } from './weeks.tsx'

/** `/accounts/$accountId`: a company or household, its people, and how busy it was. */
export function AccountPage() {
  const t = useTranslations('customers')
  const { accountId } = useParams({ from: '/accounts/$accountId' })
  const { data, error, refetch } = useQuery(api.accounts.get.queryOptions({ input: { accountId } }))
  const activity = useQuery(api.accounts.activity.queryOptions({ input: { accountId }, enabled: data !== undefined }))
  if (isGone(error)) return <Notice title={t('account.gone')} page />
  if (error && !data) return <Problem error={error} retry={() => void refetch()} page />
  if (!data) return <Loading />
  const name = data.traits.find(({ key }) => key === 'name')?.value
  return (
    <>
      <PageHeader
        title={typeof name === 'string' && name !== '' ? name : accountId}
        lead={<Name>{`${t('account.id')}: ${accountId}`}</Name>}
      />
      <div className={classes.columns}>
        <Panel title={t('account.traits')} count={data.traits.length} empty={t('account.noTraits')}>
          <ul className={classes.entries}>
            {data.traits.slice(0, 500).map(({ key, value, changedAt }) => (
              <li key={key}>
                <div className={classes.entry}>
                  <span className={classes.key}>
                    <Name>{key}</Name>
                  </span>
                  <span className={classes.value}>
                    <TraitText value={value} />
                  </span>
                </div>
                <div className={classes.origin}>
                  <Moment at={changedAt} as="ago" />
                </div>
              </li>
            ))}
          </ul>
        </Panel>
        <div className={classes.who}>
          <Panel title={t('account.activity')}>
            {activity.data && <Weeks weeks={activity.data.weeks} label={t('account.activity')} />}
          </Panel>
          <Members accountId={accountId} />
        </div>
      </div>
    </>
  )
}

function Members({ accountId }: { accountId: string }) {
  const t = useTranslations('customers')
  const list = useInfiniteQuery(
    api.accounts.members.infiniteOptions({
      input: (cursor: string | undefined) => ({ accountId, limit: 50, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <DataTable
      label={t('account.members')}
      columns={[
        { id: 'person', title: t('person'), width: 220, cell: ({ name, head }) => <Name>{name ?? head.value}</Name> },
        { id: 'facts', title: t('facts'), width: 90, numeric: true, cell: ({ facts }) => <Count of={facts} /> },
        { id: 'lastSeen', title: t('lastSeen'), width: 150, cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" /> },
      ]}
      rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
      rowKey={({ profileId }) => profileId}
      link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
      more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      loading={list.isPending}
      empty={<Notice title={t('nobodyMeant')} />}
    />
  )
}
