import { Button, Select, Title } from '@mantine/core'
import { roles } from '@percorso/contract/permissions'
import type { Role } from '@percorso/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { Invitations } from './invitations.tsx'
import { Invite } from './invite.tsx'
import { useReason } from './use-reason.ts'

type Member = { userId: string; name: string; email: string; role: Role; secondFactor: boolean; createdAt: string }

/** `/settings/members`: who may come in, with which role, and who is invited. */
export function MembersPage() {
  const t = useTranslations('access.members')
  const { may } = useMe()
  const members = useQuery(api.members.list.queryOptions())
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<Member>()
  const { setRole, remove } = useChanges(() => setLeaving(undefined))
  const columns = useColumns({ onRole: (userId, role) => setRole.mutate({ userId, role }), onRemove: setLeaving })
  if (members.error) return <Problem page error={members.error} retry={() => void members.refetch()} />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {may('members.manage') && (
          <Button size="xs" onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        )}
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={members.data ?? []}
        rowKey={({ userId }) => userId}
        loading={members.isPending}
        empty={null}
      />
      <Title order={2} size="h5" mt="xl" mb="xs">
        {t('open')}
      </Title>
      <Invitations />
      <Invite opened={inviting} onClose={() => setInviting(false)} />
      <Confirm
        opened={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={t('removeTitle')}
        verb={t('remove')}
        pending={remove.isPending}
        onConfirm={() => leaving && remove.mutate({ userId: leaving.userId })}
      >
        <p>
          <Name>{leaving?.name ?? ''}</Name> ({leaving?.email})
        </p>
        {t('removeText')}
      </Confirm>
    </>
  )
}

function useChanges(onRemoved: () => void) {
  const queries = useQueryClient()
  const reasonOf = useReason()
  const settled = {
    onSettled: () => queries.invalidateQueries({ queryKey: api.members.key() }),
    onError: (error: unknown) => void toast({ color: 'red', message: reasonOf(error) }),
  }
  return {
    setRole: useMutation({ ...api.members.setRole.mutationOptions(), ...settled }),
    remove: useMutation({ ...api.members.remove.mutationOptions(), ...settled, onSuccess: onRemoved }),
  }
}

type Changes = { onRole: (userId: string, role: Role) => void; onRemove: (member: Member) => void }

function useColumns({ onRole, onRemove }: Changes): Column<Member>[] {
  const t = useTranslations('access')
  const { may } = useMe()
  const manages = may('members.manage')
  const options = roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))
  return [
    { id: 'name', title: t('members.name'), cell: ({ name }) => <Name>{name}</Name>, width: 180 },
    { id: 'email', title: t('members.email'), cell: ({ email }) => <Name>{email}</Name>, width: 220 },
    {
      id: 'role',
      title: t('members.role'),
      cell: ({ userId, role, name }) =>
        manages ? (
          <Select
            size="xs"
            aria-label={`${t('members.role')}: ${name}`}
            data={options}
            value={role}
            allowDeselect={false}
            onChange={(chosen) => chosen && onRole(userId, chosen)}
          />
        ) : (
          t(`roles.${role}`)
        ),
      width: 170,
    },
    {
      id: 'secondFactor',
      title: t('members.secondFactor'),
      cell: ({ secondFactor }) => (secondFactor ? t('members.yes') : t('members.no')),
      width: 130,
    },
    { id: 'since', title: t('members.since'), cell: ({ createdAt }) => <Moment at={createdAt} />, width: 170 },
    ...(manages
      ? [
          {
            id: 'remove',
            title: t('members.remove'),
            cell: (member: Member) => (
              <Button size="compact-xs" variant="default" onClick={() => onRemove(member)}>
                {t('members.remove')}
              </Button>
            ),
            width: 110,
          },
        ]
      : []),
  ]
}
