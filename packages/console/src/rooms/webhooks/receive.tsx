import { Alert, Button, SegmentedControl, Text, Title } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNow, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { receivers } from './receivers.ts'
import type { Webhook } from './webhook-types.ts'
import { receiverLanguages } from './webhooks-search.ts'
import type { ReceiverLanguage } from './webhooks-search.ts'
import classes from './webhooks.module.css'

type Props = { webhook: Webhook; language: ReceiverLanguage; onLanguage: (language: ReceiverLanguage) => void }

/** Code that receives what is sent, and the secret by which it knows us. */
export function Receive({ webhook, language, onLanguage }: Props) {
  const t = useTranslations('webhooks.receive')
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm" maw="44rem">
        {t('lead')}
      </Text>
      <SegmentedControl
        size="xs"
        mb="sm"
        value={language}
        onChange={(value) => onLanguage(value as ReceiverLanguage)}
        data={receiverLanguages.map((value) => ({ value, label: t(`languages.${value}`) }))}
      />
      <Snippet code={receivers[language]} label={t(`languages.${language}`)} />
      <Secret webhook={webhook} />
    </>
  )
}

function Secret({ webhook: { webhookId, oldSecretUntil } }: { webhook: Webhook }) {
  const t = useTranslations('webhooks.receive')
  const { may } = useMe()
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const renew = useMutation(
    api.webhooks.renewSecret.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: api.webhooks.key() }),
      onSettled: () => setAsked(false),
    }),
  )
  const now = useNow()
  const isOldGood = oldSecretUntil !== null && new Date(oldSecretUntil) > now
  return (
    <section aria-labelledby="secret" className={classes.form}>
      <Title order={2} size="h5" mt="lg" id="secret">
        {t('secret')}
      </Title>
      <Text size="sm">
        {isOldGood ? t('oldUntil') : t('secretHint')} {isOldGood && <Moment at={oldSecretUntil} />}
      </Text>
      {renew.data && (
        <>
          <Alert color="yellow" variant="outline" p="xs">
            {t('once')}
          </Alert>
          <Snippet code={renew.data.secret} label={t('secret')} />
        </>
      )}
      {may('webhooks.manage') && (
        <div>
          <Button size="xs" variant="default" leftSection={<IconKey size={15} aria-hidden />} onClick={() => setAsked(true)}>
            {t('renew')}
          </Button>
        </div>
      )}
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('renewTitle')}
        verb={t('renew')}
        pending={renew.isPending}
        onConfirm={() => renew.mutate({ webhookId })}
      >
        {t('renewHint')}
      </Confirm>
    </section>
  )
}
