import { Badge, Button, NativeSelect } from '@mantine/core'
import type { DeliveryState } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Delivery, Webhook } from './webhook-types.ts'
import { deliveryStates } from './webhooks-search.ts'
import classes from './webhooks.module.css'

const PAGE = 100
const RENEW_MS = 3_000

type Props = { webhook: Webhook; state: DeliveryState | undefined; onState: (state: DeliveryState | undefined) => void }

/** What was sent in the last week, and what was answered. */
export function Deliveries({ webhook, state, onState }: Props) {
  const t = useTranslations('webhooks.deliveries')
  const { webhookId } = webhook
  const columns = useColumns(webhook)
  const list = useInfiniteQuery({
    ...api.webhooks.deliveries.infiniteOptions({
      input: (cursor: string | undefined) => ({ webhookId, limit: PAGE, ...(state && { state }), ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
    refetchInterval: ({ state: { data } }) => (data && data.pages.length > 1 ? false : RENEW_MS),
  })
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  const options = [{ value: '', label: t('all') }, ...deliveryStates.map((each) => ({ value: each as string, label: t(`states.${each}`) }))]
  return (
    <>
      <FilterBar clear={state && (() => onState(undefined))}>
        <NativeSelect
          size="xs"
          aria-label={t('state')}
          value={state ?? ''}
          data={options}
          onChange={({ currentTarget: { value } }) => onState(value === '' ? undefined : (value as DeliveryState))}
        />
      </FilterBar>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ deliveryId }) => deliveryId}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        loading={list.isPending}
        empty={
          <Notice title={t(state ? 'noneFound' : 'none')}>
            <NoticeText>{t('noneHint')}</NoticeText>
          </Notice>
        }
      />
    </>
  )
}

function useColumns({ webhookId, active }: Webhook): Column<Delivery>[] {
  const t = useTranslations('webhooks.deliveries')
  const { may } = useMe()
  const columns: Column<Delivery>[] = [
    { id: 'name', title: t('fact'), width: 190, cell: (delivery) => <What delivery={delivery} /> },
    { id: 'state', title: t('state'), width: 120, cell: ({ state }) => <State state={state} /> },
    { id: 'answer', title: t('answer'), width: 260, cell: (delivery) => <Answer delivery={delivery} /> },
    { id: 'tries', title: t('tries'), width: 80, numeric: true, cell: ({ tries }) => tries },
    {
      id: 'tried',
      title: t('tried'),
      width: 160,
      cell: ({ triedAt }) => (triedAt ? <Moment at={triedAt} as="moment-unless-today" /> : '–'),
    },
    { id: 'next', title: t('next'), width: 140, cell: ({ nextAt }) => (nextAt ? <Moment at={nextAt} as="ago" /> : '–') },
  ]
  if (!active || !may('webhooks.manage')) return columns
  return [
    ...columns,
    { id: 'again', title: t('again'), width: 150, cell: (delivery) => <Again webhookId={webhookId} delivery={delivery} /> },
  ]
}

function What({ delivery: { kind, name, profileId } }: { delivery: Delivery }) {
  const t = useTranslations('webhooks.deliveries')
  const { may } = useMe()
  if (kind === 'ping') return t('ping')
  if (profileId === null || !may('people.read')) return <Name>{name}</Name>
  return (
    <Link to="/profiles/$profileId" params={{ profileId }} className={classes.link!}>
      <Name>{name}</Name>
    </Link>
  )
}

const COLORS = { waiting: 'gray', delivered: 'green', failed: 'red' } as const

function State({ state }: { state: DeliveryState }) {
  const t = useTranslations('webhooks.deliveries')
  return (
    <Badge variant="light" color={COLORS[state]}>
      {t(`states.${state}`)}
    </Badge>
  )
}

function Answer({ delivery: { status, answer, problem } }: { delivery: Delivery }) {
  const t = useTranslations('webhooks.deliveries')
  if (problem) return t(`problems.${problem}`)
  if (status === null) return '–'
  return <Name>{answer ? `${status}: ${answer}` : String(status)}</Name>
}

function Again({ webhookId, delivery: { deliveryId, kind, name } }: { webhookId: number; delivery: Delivery }) {
  const t = useTranslations('webhooks.deliveries')
  const client = useQueryClient()
  const again = useMutation(
    api.webhooks.redeliver.mutationOptions({ onSettled: () => client.invalidateQueries({ queryKey: api.webhooks.key() }) }),
  )
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={again.isPending}
      aria-label={t('againOne', { name: kind === 'ping' ? t('ping') : name })}
      onClick={() => again.mutate({ webhookId, deliveryId })}
    >
      {t('again')}
    </Button>
  )
}
