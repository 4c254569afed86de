import { Button, Text } from '@mantine/core'
import type { Role } from '@percorso/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'

type Invitation = { invitationId: number; email: string; role: Role; invitedBy: string; expiresAt: string }

/** Who is invited and has not come yet. */
export function Invitations() {
  const t = useTranslations('access')
  const { may } = useMe()
  const queries = useQueryClient()
  const invitations = useQuery(api.invitations.list.queryOptions())
  const withdraw = useMutation({
    ...api.invitations.revoke.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: api.invitations.key() }),
  })
  if (invitations.error) return <Problem error={invitations.error} retry={() => void invitations.refetch()} />
  const columns: Column<Invitation>[] = [
    { id: 'email', title: t('members.email'), cell: ({ email }) => <Name>{email}</Name>, width: 220 },
    { id: 'role', title: t('members.role'), cell: ({ role }) => t(`roles.${role}`), width: 140 },
    { id: 'by', title: t('invitation.by'), cell: ({ invitedBy }) => <Name>{invitedBy}</Name>, width: 160 },
    { id: 'until', title: t('members.until'), cell: ({ expiresAt }) => <Moment at={expiresAt} />, width: 170 },
  ]
  if (may('members.manage')) {
    columns.push({
      id: 'withdraw',
      title: t('members.withdraw'),
      cell: ({ invitationId }) => (
        <Button size="compact-xs" variant="default" onClick={() => withdraw.mutate({ invitationId })}>
          {t('members.withdraw')}
        </Button>
      ),
      width: 110,
    })
  }
  return (
    <DataTable
      label={t('members.open')}
      columns={columns}
      rows={invitations.data ?? []}
      rowKey={({ invitationId }) => String(invitationId)}
      loading={invitations.isPending}
      empty={
        <Text size="sm" c="dimmed">
          –
        </Text>
      }
    />
  )
}
