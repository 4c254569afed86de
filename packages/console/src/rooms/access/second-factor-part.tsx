import { Code, PasswordInput, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import classes from './entry.module.css'
import { Form } from './form.tsx'
import { QrCode } from './qr-code.tsx'

/** Turns the second factor on, in two steps, and off. */
export function SecondFactorPart({ on }: { on: boolean }) {
  const t = useTranslations('access.secondFactor')
  const begin = useMutation(api.me.beginSecondFactor.mutationOptions())
  const renew = useRenew(() => begin.reset())
  const end = useMutation({ ...api.me.endSecondFactor.mutationOptions(), onSuccess: renew })
  if (on) {
    return (
      <>
        <Text size="sm">{t('on')}</Text>
        <WithPassword submit={t('end')} pending={end.isPending} error={end.error} onPassword={(password) => end.mutate({ password })} />
      </>
    )
  }
  if (begin.data) return <Confirm {...begin.data} onDone={renew} />
  return (
    <>
      <Text size="sm">{t('off')}</Text>
      <WithPassword
        submit={t('begin')}
        pending={begin.isPending}
        error={begin.error}
        onPassword={(password) => begin.mutate({ password })}
      />
    </>
  )
}

function useRenew(then: () => void): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    then()
    await queries.invalidateQueries({ queryKey: api.me.key() })
  }
}

type WithPasswordProps = { submit: string; pending: boolean; error: unknown; onPassword: (password: string) => void }

function WithPassword({ submit, pending, error, onPassword }: WithPasswordProps) {
  const t = useTranslations('access.secondFactor')
  const [password, setPassword] = useState('')
  return (
    <Form submit={submit} pending={pending} error={error} onSubmit={() => onPassword(password)}>
      <PasswordInput
        label={t('confirmPassword')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </Form>
  )
}

function Confirm({ uri, backupCodes, onDone }: { uri: string; backupCodes: string[]; onDone: () => Promise<void> }) {
  const t = useTranslations('access.secondFactor')
  const [code, setCode] = useState('')
  const confirm = useMutation({ ...api.me.confirmSecondFactor.mutationOptions(), onSuccess: onDone })
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <>
      <Text size="sm">{t('scan')}</Text>
      <QrCode text={uri} label={t('qr')} />
      <Text size="sm">
        {t('secret')}: <Code>{secret}</Code> <CopyButton value={secret} label={t('secret')} />
      </Text>
      <Text size="sm">{t('backup')}</Text>
      <ul className={classes.codes} aria-label={t('backupCodes')}>
        {backupCodes.map((backup) => (
          <li key={backup}>{backup}</li>
        ))}
      </ul>
      <div>
        <CopyButton wide value={backupCodes.join('\n')} label={t('backupCodes')} />
      </div>
      <Form submit={t('confirm')} pending={confirm.isPending} error={confirm.error} onSubmit={() => confirm.mutate({ code })}>
        <TextInput
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </Form>
    </>
  )
}
