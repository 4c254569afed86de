import { Anchor, Button, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from './entry.module.css'
import { Form } from './form.tsx'
import { NewPassword } from './new-password.tsx'
import { useTokenInAddress } from './token-in-address.ts'
import { useReason } from './use-reason.ts'

type Invitation = {
  email: string
  role: 'direction' | 'admin' | 'marketing' | 'service' | 'research' | 'analyst' | 'viewer'
  workspace: string
  invitedBy: string
  known: boolean
}

/** `/invitation?token=…`: who invites whom to what, and the way to accept. */
export function InvitationPage() {
  const t = useTranslations('access.invitation')
  const token = useTokenInAddress()
  const invitation = useQuery({ ...api.invitations.read.queryOptions({ input: { token } }), throwOnError: false, staleTime: Infinity })
  const reasonOf = useReason()
  return (
    <section className={classes.entry}>
      <PageHeader title={t('title')} />
      {invitation.isPending && <Loading height={120} />}
      {invitation.error && <Text role="alert">{reasonOf(invitation.error)}</Text>}
      {invitation.data && <Open invitation={invitation.data} token={token} />}
    </section>
  )
}

function Open({ invitation, token }: { invitation: Invitation; token: string }) {
  const t = useTranslations('access')
  const { me } = useMe()
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('invitation.workspace')}</dt>
        <dd>
          <Name>{invitation.workspace}</Name>
        </dd>
        <dt>{t('invitation.by')}</dt>
        <dd>
          <Name>{invitation.invitedBy}</Name>
        </dd>
        <dt>{t('signIn.email')}</dt>
        <dd>{invitation.email}</dd>
        <dt>{t('invitation.role')}</dt>
        <dd>
          {t(`roles.${invitation.role}`)}: {t(`rolesMean.${invitation.role}`)}
        </dd>
      </dl>
      {!invitation.known && <Accept token={token} email={invitation.email} />}
      {invitation.known && me?.email === invitation.email && <Join token={token} />}
      {invitation.known && me?.email !== invitation.email && (
        <Text size="sm">
          {t('invitation.known')} <Anchor href="/">{t('invitation.signIn')}</Anchor>
        </Text>
      )}
    </>
  )
}

function Accept({ token, email }: { token: string; email: string }) {
  const t = useTranslations('access')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useMutation({ ...api.invitations.accept.mutationOptions(), onSuccess: () => location.assign('/') })
  return (
    <Form
      submit={t('invitation.accept')}
      pending={accept.isPending}
      error={accept.error}
      onSubmit={() => accept.mutate({ token, name, password })}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <TextInput
        label={t('setUp.name')}
        autoComplete="name"
        maxLength={200}
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPassword value={password} onValue={setPassword} />
    </Form>
  )
}

function Join({ token }: { token: string }) {
  const t = useTranslations('access.invitation')
  const reasonOf = useReason()
  const join = useMutation({ ...api.invitations.join.mutationOptions(), onSuccess: () => location.assign('/') })
  return (
    <>
      {join.error && <Text role="alert">{reasonOf(join.error)}</Text>}
      <Button loading={join.isPending} onClick={() => join.mutate({ token })}>
        {t('accept')}
      </Button>
    </>
  )
}
