import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useMatchesText } from './use-matches-text.ts'
import { WebhookState } from './webhook-state.tsx'
import type { Webhook } from './webhook-types.ts'

const RENEW_MS = 10_000

/** `/settings/webhooks`: addresses of other systems that hear of what happens. */
export function WebhooksPage() {
  const t = useTranslations('webhooks')
  const { may } = useMe()
  const navigate = useNavigate()
  const list = useQuery({ ...api.webhooks.list.queryOptions(), refetchInterval: RENEW_MS })
  const columns = useColumns()
  useAction('new-webhook', t('create'), () => void navigate({ to: '/settings/webhooks/new' }))
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} page />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {may('webhooks.manage') && <CreateLink />}
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={list.data?.items ?? []}
        rowKey={({ webhookId }) => String(webhookId)}
        link={({ webhookId }) => ({ to: '/settings/webhooks/$webhookId', params: { webhookId: String(webhookId) } })}
        loading={list.isPending}
        empty={
          <Notice title={t('none')}>
            <NoticeText>{t('noneHint')}</NoticeText>
            {may('webhooks.manage') && <CreateLink />}
          </Notice>
        }
      />
    </>
  )
}

function CreateLink() {
  const t = useTranslations('webhooks')
  return (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/settings/webhooks/new" {...props} />}
    >
      {t('create')}
    </Button>
  )
}

function useColumns(): Column<Webhook>[] {
  const t = useTranslations('webhooks')
  const textOf = useMatchesText()
  return [
    { id: 'name', title: t('name'), width: 180, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'state', title: t('state'), width: 220, cell: (webhook) => <WebhookState webhook={webhook} /> },
    { id: 'matches', title: t('calledFor'), width: 260, cell: ({ matches }) => <Name>{textOf(matches)}</Name> },
    { id: 'url', title: t('url'), width: 210, cell: ({ url }) => <Name>{url}</Name> },
    { id: 'waiting', title: t('waiting'), width: 100, numeric: true, cell: ({ waiting }) => <Waiting of={waiting} /> },
    { id: 'last', title: t('lastTry'), width: 140, cell: ({ lastTry }) => (lastTry ? <Moment at={lastTry.at} as="ago" /> : '–') },
  ]
}

const COUNTED_MAX = 1_000

/** How many deliveries wait, as far as they are counted. */
function Waiting({ of: waiting }: { of: number }) {
  const t = useTranslations('webhooks')
  return waiting > COUNTED_MAX ? t('waitingMany', { n: COUNTED_MAX }) : t('waitingSome', { n: waiting })
}
