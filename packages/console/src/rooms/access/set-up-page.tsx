import { Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from './entry.module.css'
import { Form } from './form.tsx'
import { NameInput } from './name-form.tsx'
import { NewPassword } from './new-password.tsx'
import { ownTimeZone } from './time-zones.ts'

/** `/set-up`: whoever came by the first link says who they are. The days of their workspace begin where they are. */
export function SetUpPage() {
  const t = useTranslations('access')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const setUp = useMutation({ ...api.me.setUp.mutationOptions(), onSuccess: () => location.assign('/') })
  return (
    <section className={classes.entry}>
      <PageHeader title={t('setUp.title')} />
      <Text size="sm">{t('setUp.lead')}</Text>
      <Form
        submit={t('setUp.submit')}
        pending={setUp.isPending}
        error={setUp.error}
        onSubmit={() => setUp.mutate({ name, email, password, timeZone: ownTimeZone() })}
      >
        <NameInput label={t('setUp.name')} autoComplete="name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput
          type="email"
          label={t('signIn.email')}
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NewPassword value={password} onValue={setPassword} />
      </Form>
    </section>
  )
}
