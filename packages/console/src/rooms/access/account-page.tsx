import { Button, PasswordInput, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { toast } from '../../ui/toast.tsx'
import classes from './entry.module.css'
import { Form } from './form.tsx'
import { NewPassword } from './new-password.tsx'
import { SecondFactorPart } from './second-factor-part.tsx'
import { Sessions } from './sessions.tsx'

/** `/settings/account`: what is one's own. */
export function AccountPage() {
  const t = useTranslations('access')
  const { data: me } = useQuery(api.me.get.queryOptions()) // unlike useMe, asks whoever is signed out to sign in
  if (!me) return <Loading />
  return (
    <>
      <PageHeader title={t('account.title')} lead={me.email ?? me.name} />
      {me.setUp ? (
        <>
          <Part title={t('account.nameTitle')}>
            <Rename name={me.name} />
          </Part>
          <Part title={t('account.passwordTitle')}>
            <ChangePassword email={me.email ?? ''} />
          </Part>
          <Part title={t('secondFactor.title')}>
            <SecondFactorPart on={me.secondFactor} />
          </Part>
        </>
      ) : (
        <Part title={t('setUp.title')}>
          <Text size="sm">{t('setUp.lead')}</Text>
          <div>
            <Button component="a" href="/set-up">
              {t('setUp.submit')}
            </Button>
          </div>
        </Part>
      )}
      <section className={`${classes.part} ${classes.wide}`}>
        <Title order={2} size="h5">
          {t('sessions.title')}
        </Title>
        <Sessions />
      </section>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
    </section>
  )
}

function Rename({ name: now }: { name: string }) {
  const t = useTranslations('access')
  const queries = useQueryClient()
  const [name, setName] = useState(now)
  const rename = useMutation({
    ...api.me.rename.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.me.key() })
      await toast({ message: t('account.saved') })
    },
  })
  return (
    <Form submit={t('account.save')} pending={rename.isPending} error={rename.error} onSubmit={() => rename.mutate({ name })}>
      <TextInput
        label={t('setUp.name')}
        autoComplete="name"
        maxLength={200}
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Form>
  )
}

function ChangePassword({ email }: { email: string }) {
  const t = useTranslations('access')
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    ...api.me.changePassword.mutationOptions(),
    onSuccess: async () => {
      setCurrent('')
      setPassword('')
      await queries.invalidateQueries({ queryKey: api.me.key() })
      await toast({ message: t('account.changed') })
    },
  })
  return (
    <Form
      submit={t('account.change')}
      pending={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate({ current, password })}
    >
      <Text size="sm" c="dimmed">
        {t('account.changeHint')}
      </Text>
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <PasswordInput
        label={t('account.current')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPassword value={password} onValue={setPassword} />
    </Form>
  )
}
