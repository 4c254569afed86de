import { Anchor, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from './entry.module.css'
import { Form } from './form.tsx'
import { NewPassword } from './new-password.tsx'
import { useTokenInAddress } from './token-in-address.ts'

/** `/reset-password?token=…`: a new password for whoever was given the link. */
export function ResetPasswordPage() {
  const t = useTranslations('access.reset')
  const token = useTokenInAddress()
  const [password, setPassword] = useState('')
  const reset = useMutation(api.signIn.reset.mutationOptions())
  return (
    <section className={classes.entry}>
      <PageHeader title={t('title')} />
      {reset.isSuccess ? (
        <Text component="output">
          {t('done')} <Anchor href="/">{t('signIn')}</Anchor>
        </Text>
      ) : (
        <Form submit={t('submit')} pending={reset.isPending} error={reset.error} onSubmit={() => reset.mutate({ token, password })}>
          <NewPassword value={password} onValue={setPassword} />
        </Form>
      )}
    </section>
  )
}
