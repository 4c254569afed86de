import { Button, PasswordInput, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { toast } from '../../ui/toast.tsx'
import { Form } from './form.tsx'
import { NameForm } from './name-form.tsx'
import { NewPassword } from './new-password.tsx'
import { Part } from './part.tsx'
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
            <NameForm label={t('setUp.name')} autoComplete="name" now={me.name} change={(name) => api.me.rename.call({ name })} />
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
      <Part title={t('sessions.title')} wide>
        <Sessions />
      </Part>
    </>
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
