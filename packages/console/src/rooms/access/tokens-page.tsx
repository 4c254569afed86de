import { Badge, Button } from '@mantine/core'
import type { Permission } from '@percorso/contract'
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
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { NewToken } from './new-token.tsx'

type Token = {
  tokenId: number
  name: string
  hint: string | null
  scopes: Permission[] | null
  createdBy: string | null
  lastUsedAt: string | null
  expiresAt: string | null
  revokedAt: string | null
}

/** `/settings/tokens`: what programs come in with. */
export function TokensPage() {
  const t = useTranslations('access.tokens')
  const { may } = useMe()
  const queries = useQueryClient()
  const tokens = useQuery(api.tokens.list.queryOptions())
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<Token>()
  const revoke = useMutation({
    ...api.tokens.revoke.mutationOptions(),
    onSuccess: () => setLeaving(undefined),
    onSettled: () => queries.invalidateQueries({ queryKey: api.tokens.key() }),
  })
  const columns = useColumns(may('tokens.manage') ? setLeaving : undefined)
  if (tokens.error) return <Problem page error={tokens.error} retry={() => void tokens.refetch()} />
  const create = may('tokens.manage') && (
    <Button size="xs" onClick={() => setMaking(true)}>
      {t('create')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {create}
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={tokens.data ?? []}
        rowKey={({ tokenId }) => String(tokenId)}
        loading={tokens.isPending}
        empty={
          <Notice title={t('empty')}>
            <NoticeText>{t('emptyText')}</NoticeText>
          </Notice>
        }
      />
      <NewToken opened={making} onClose={() => setMaking(false)} />
      <Confirm
        opened={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={t('revokeTitle')}
        verb={t('revoke')}
        pending={revoke.isPending}
        onConfirm={() => leaving && revoke.mutate({ tokenId: leaving.tokenId })}
      >
        <p>
          <Name>{leaving?.name ?? ''}</Name>
        </p>
        {t('revokeText')}
      </Confirm>
    </>
  )
}

function useColumns(onRevoke: ((token: Token) => void) | undefined): Column<Token>[] {
  const t = useTranslations('access.tokens')
  const columns: Column<Token>[] = [
    { id: 'name', title: t('name'), cell: ({ name }) => <Name>{name}</Name>, width: 180 },
    { id: 'hint', title: t('hint'), cell: ({ hint }) => hint && <code>…{hint}</code>, width: 90 },
    { id: 'scopes', title: t('scopes'), cell: ({ scopes }) => <Name>{scopes?.join(', ') ?? t('everything')}</Name>, width: 220 },
    { id: 'createdBy', title: t('createdBy'), cell: ({ createdBy }) => <Name>{createdBy ?? '–'}</Name>, width: 140 },
    {
      id: 'lastUsed',
      title: t('lastUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} as="ago" /> : t('never')),
      width: 130,
    },
    { id: 'expires', title: t('expires'), cell: ({ expiresAt }) => (expiresAt ? <Moment at={expiresAt} /> : t('never')), width: 170 },
    { id: 'state', title: t('state'), cell: (token) => <State token={token} />, width: 110 },
  ]
  if (!onRevoke) return columns
  const cell = (token: Token) =>
    stateOf(token) === 'good' && (
      <Button size="compact-xs" variant="default" onClick={() => onRevoke(token)}>
        {t('revoke')}
      </Button>
    )
  return [...columns, { id: 'revoke', title: t('revoke'), cell, width: 120 }]
}

function State({ token }: { token: Token }) {
  const t = useTranslations('access.tokens')
  const state = stateOf(token)
  return (
    <Badge variant="light" color={state === 'good' ? 'green' : 'gray'}>
      {t(state)}
    </Badge>
  )
}

function stateOf({ revokedAt, expiresAt }: Token): 'good' | 'revoked' | 'expired' {
  if (revokedAt) return 'revoked'
  return expiresAt && Date.parse(expiresAt) < Date.now() ? 'expired' : 'good'
}
