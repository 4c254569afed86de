import { Alert, Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { useWebhook } from './use-webhook.ts'
import { WebhookForm } from './webhook-form.tsx'
import type { Draft, Webhook } from './webhook-types.ts'
import classes from './webhooks.module.css'

const EMPTY: Draft = { name: '', url: '', matches: [{ moves: ['entered'] }] }

/** `/settings/webhooks/new`: an address and what it is called for, then the secret, shown once. */
export function NewWebhookPage() {
  const t = useTranslations('webhooks')
  const navigate = useNavigate()
  const client = useQueryClient()
  const create = useMutation(
    api.webhooks.create.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey: api.webhooks.key() }) }),
  )
  if (create.data) return <Made webhook={create.data} secret={create.data.secret} />
  return (
    <>
      <PageHeader title={t('create')} lead={t('lead')} />
      <WebhookForm
        draft={EMPTY}
        verb={t('createVerb')}
        pending={create.isPending}
        error={create.error}
        onSubmit={(draft) => create.mutate(draft)}
        onCancel={() => void navigate({ to: '/settings/webhooks' })}
      />
    </>
  )
}

function Made({ webhook, secret }: { webhook: Webhook; secret: string }) {
  const t = useTranslations('webhooks')
  const params = { webhookId: String(webhook.webhookId) }
  return (
    <>
      <PageHeader title={webhook.name} lead={t('made')} />
      <div className={classes.form}>
        <Alert color="yellow" variant="outline" p="xs">
          {t('secretOnce')}
        </Alert>
        <Snippet code={secret} label={t('secret')} />
        <div>
          <Button
            renderRoot={(props) => <Link to="/settings/webhooks/$webhookId" params={params} search={{ tab: 'receive' }} {...props} />}
          >
            {t('howToReceive')}
          </Button>
        </div>
      </div>
    </>
  )
}

/** `/settings/webhooks/$webhookId/edit` */
export function EditWebhookPage() {
  const { webhookId } = useParams({ from: '/settings/webhooks/$webhookId/edit' })
  const { data, error, refetch } = useWebhook(webhookId)
  if (error && !data) return <NoSuch of="webhooks" error={error} retry={() => void refetch()} />
  return data ? <Edit webhook={data} /> : <Loading />
}

function Edit({ webhook: { webhookId, name, url, matches } }: { webhook: Webhook }) {
  const t = useTranslations('webhooks')
  const client = useQueryClient()
  const navigate = useNavigate()
  const params = { webhookId: String(webhookId) }
  const back = () => navigate({ to: '/settings/webhooks/$webhookId', params })
  const change = useMutation(
    api.webhooks.change.mutationOptions({
      async onSuccess() {
        await client.invalidateQueries({ queryKey: api.webhooks.key() })
        await back()
      },
    }),
  )
  return (
    <>
      <PageHeader title={t('editTitle', { name })} lead={t('lead')} />
      <WebhookForm
        draft={{ name, url, matches }}
        verb={t('save')}
        pending={change.isPending}
        error={change.error}
        onSubmit={(draft) => change.mutate({ webhookId, ...draft })}
        onCancel={() => void back()}
      />
    </>
  )
}
