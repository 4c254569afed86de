import { Alert, Button, Group, TextInput } from '@mantine/core'
import { ORPCError } from '@orpc/client'
import type { WebhookMatch } from '@percorso/contract'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isFinished } from '../segments/builder/draft.ts'
import { MatchEditor } from './match-editor.tsx'
import type { Draft } from './webhook-types.ts'
import classes from './webhooks.module.css'

type FormProps = { draft: Draft; verb: string; pending: boolean; error: unknown; onSubmit: (draft: Draft) => void; onCancel: () => void }

/** Name, address, and what the address is called for. */
export function WebhookForm({ draft, verb, pending, error, onSubmit, onCancel }: FormProps) {
  const t = useTranslations('webhooks.form')
  const ui = useTranslations('ui')
  const [name, setName] = useState(draft.name)
  const [url, setUrl] = useState(draft.url)
  const [matches, setMatches] = useState<WebhookMatch[]>(draft.matches)
  const reason = useReason()(error)
  const isReady = name.trim() !== '' && url.trim() !== '' && matches.length > 0 && isFinished(matches)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onSubmit({ name, url, matches })
      }}
    >
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('url')}
        description={t('urlHint')}
        type="url"
        placeholder="https://shop.example.com/percorso"
        maxLength={2000}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <MatchEditor matches={matches} onMatches={setMatches} />
      {reason !== undefined && (
        <Alert color="red" variant="outline" role="alert" p="xs">
          {reason}
        </Alert>
      )}
      <Group>
        <Button type="submit" loading={pending} disabled={!isReady}>
          {verb}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {ui('cancel')}
        </Button>
      </Group>
    </form>
  )
}

/** Why it was refused, in the reader's language where we know the reason, else as the server says it. */
function useReason(): (error: unknown) => string | undefined {
  const t = useTranslations('webhooks.form.problems')
  const ui = useTranslations('ui')
  return (error) => {
    if (!error) return undefined
    if (!(error instanceof ORPCError)) return ui('problem.unreachable')
    const { code, message } = error
    return code === 'bad_webhook_url' || code === 'bad_request' ? t(code) : message
  }
}
