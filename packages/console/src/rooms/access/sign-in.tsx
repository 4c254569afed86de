import { Anchor, Button, Checkbox, Divider, PasswordInput, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import classes from './entry.module.css'
import { Forgot } from './forgot.tsx'
import { Form } from './form.tsx'

/** The way in: password, second factor, provider. It stands at the page's own address, and `onDone` goes on there. */
export function SignIn({ onDone }: { onDone: () => void }) {
  const t = useTranslations('access.signIn')
  const [step, setStep] = useState<'password' | 'second-factor' | 'forgot'>('password')
  return (
    <section className={classes.entry}>
      <title>{`${t('title')} · Percorso`}</title>
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      {step === 'second-factor' && <SecondFactor onDone={onDone} />}
      {step === 'forgot' && <Forgot />}
      {step === 'password' ? (
        <>
          <Password onDone={onDone} onSecondFactor={() => setStep('second-factor')} />
          <Provider />
          <Anchor component="button" size="sm" onClick={() => setStep('forgot')}>
            {t('forgot')}
          </Anchor>
          <Divider />
          <Text size="sm" c="dimmed">
            <b>{t('first')}</b> {t('how')}
          </Text>
        </>
      ) : (
        <Anchor component="button" size="sm" onClick={() => setStep('password')}>
          {t('back')}
        </Anchor>
      )}
    </section>
  )
}

function Password({ onDone, onSecondFactor }: { onDone: () => void; onSecondFactor: () => void }) {
  const t = useTranslations('access.signIn')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    ...api.signIn.password.mutationOptions(),
    onSuccess: ({ next }) => (next === 'signed-in' ? onDone() : onSecondFactor()),
  })
  return (
    <Form submit={t('submit')} pending={signIn.isPending} error={signIn.error} onSubmit={() => signIn.mutate({ email, password })}>
      <TextInput
        type="email"
        label={t('email')}
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </Form>
  )
}

function SecondFactor({ onDone }: { onDone: () => void }) {
  const t = useTranslations('access.signIn')
  const [code, setCode] = useState('')
  const [trustDevice, setTrust] = useState(false)
  const verify = useMutation({ ...api.signIn.secondFactor.mutationOptions(), onSuccess: onDone })
  return (
    <Form submit={t('submit')} pending={verify.isPending} error={verify.error} onSubmit={() => verify.mutate({ code, trustDevice })}>
      <TextInput
        label={t('code')}
        autoComplete="one-time-code"
        data-autofocus
        required
        withAsterisk={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Checkbox label={t('trust')} checked={trustDevice} onChange={(event) => setTrust(event.currentTarget.checked)} />
    </Form>
  )
}

/** The provider that is configured, if one is. */
function Provider() {
  const t = useTranslations('access.signIn')
  const { data: methods } = useQuery({ ...api.signIn.methods.queryOptions(), throwOnError: false })
  const begin = useMutation({ ...api.signIn.oidc.mutationOptions(), onSuccess: ({ url }) => location.assign(url) })
  const failed = new URLSearchParams(location.search).get('problem') === 'provider'
  if (!methods?.oidc) return null
  return (
    <>
      {failed && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('providerFailed')}
        </Text>
      )}
      <Button
        variant="default"
        loading={begin.isPending}
        onClick={() => begin.mutate({ next: failed ? '/' : location.pathname + location.search })}
      >
        {t('provider')} {methods.oidc.name}
      </Button>
    </>
  )
}
