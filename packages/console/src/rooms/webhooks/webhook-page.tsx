import { Tabs, Text } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Deliveries } from './deliveries.tsx'
import { Receive } from './receive.tsx'
import { useMatchesText } from './use-matches-text.ts'
import { useWebhook } from './use-webhook.ts'
import { WebhookActions } from './webhook-actions.tsx'
import { WebhookState } from './webhook-state.tsx'
import type { Webhook } from './webhook-types.ts'
import { webhookTabs } from './webhooks-search.ts'
import type { WebhookSearch, WebhookTab } from './webhooks-search.ts'
import classes from './webhooks.module.css'

/** `/settings/webhooks/$webhookId`: what was sent and what became of it, and how it is received. */
export function WebhookPage() {
  const { webhookId } = useParams({ from: '/settings/webhooks/$webhookId' })
  const { data, error, refetch } = useWebhook(webhookId)
  if (error && !data) return <NoSuch of="webhooks" error={error} retry={() => void refetch()} />
  return data ? <OneWebhook key={data.webhookId} webhook={data} /> : <Loading />
}

function OneWebhook({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('webhooks')
  const textOf = useMatchesText()
  const search: WebhookSearch = useSearch({ from: '/settings/webhooks/$webhookId' })
  const navigate = useNavigate({ from: '/settings/webhooks/$webhookId' })
  const onSearch = (part: WebhookSearch) => void navigate({ search: (before: WebhookSearch) => ({ ...before, ...part }), replace: true })
  const tab = search.tab ?? 'deliveries'
  return (
    <>
      <PageHeader title={webhook.name} lead={<WebhookState webhook={webhook} />}>
        <WebhookActions webhook={webhook} />
      </PageHeader>
      <Text size="sm" className={classes.address!}>
        <bdi>{textOf(webhook.matches)}</bdi> → <bdi>{webhook.url}</bdi>
      </Text>
      <Tabs value={tab} onChange={(next) => onSearch({ tab: next as WebhookTab })} keepMounted={false}>
        <Tabs.List mb="md">
          {webhookTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="deliveries">
          <Deliveries webhook={webhook} state={search.state} onState={(state) => onSearch({ state })} />
        </Tabs.Panel>
        <Tabs.Panel value="receive">
          <Receive webhook={webhook} language={search.language ?? 'node'} onLanguage={(language) => onSearch({ language })} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
