import { Code, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Form } from './form.tsx'

/** For whoever has forgotten their password. The answer tells nobody whether the address is known. */
export function Forgot() {
  const t = useTranslations('access.signIn')
  const [email, setEmail] = useState('')
  const ask = useMutation(api.signIn.forgot.mutationOptions())
  return (
    <>
      <Text size="sm">{t('forgotText')}</Text>
      <Code block>percorso access reset-link E-MAIL</Code>
      {ask.isSuccess ? (
        <Text size="sm" component="output">
          {t('forgotDone')}
        </Text>
      ) : (
        <Form submit={t('forgotSubmit')} pending={ask.isPending} error={ask.error} onSubmit={() => ask.mutate({ email })}>
          <TextInput
            type="email"
            label={t('email')}
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </Form>
      )}
    </>
  )
}
