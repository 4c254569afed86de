import { Badge, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import { browserName } from './browser-name.ts'

type Session = { sessionId: string; current: boolean; network: string | null; userAgent: string | null; lastSeen: string }

/** Where somebody is signed in, and the way to end it. */
export function Sessions() {
  const t = useTranslations('access.sessions')
  const queries = useQueryClient()
  const sessions = useQuery(api.me.sessions.queryOptions())
  const onSuccess = () => queries.invalidateQueries({ queryKey: api.me.sessions.key() })
  const end = useMutation({ ...api.me.endSession.mutationOptions(), onSuccess })
  const endOthers = useMutation({ ...api.me.endOtherSessions.mutationOptions(), onSuccess })
  if (sessions.error) return <Problem error={sessions.error} retry={() => void sessions.refetch()} />
  const columns: Column<Session>[] = [
    { id: 'device', title: t('device'), cell: ({ userAgent }) => <Name>{browserName(userAgent) ?? t('unknown')}</Name>, width: 220 },
    { id: 'network', title: t('network'), cell: ({ network }) => network ?? t('unknown'), width: 140 },
    { id: 'lastSeen', title: t('lastSeen'), cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" />, width: 160 },
    {
      id: 'end',
      title: t('end'),
      cell: ({ sessionId, current }) =>
        current ? (
          <Badge variant="light" color="gray">
            {t('this')}
          </Badge>
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => end.mutate({ sessionId })}>
            {t('end')}
          </Button>
        ),
      width: 120,
    },
  ]
  return (
    <>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={sessions.data ?? []}
        rowKey={({ sessionId }) => sessionId}
        loading={sessions.isPending}
        empty={null}
      />
      {(sessions.data?.length ?? 0) > 1 && (
        <div>
          <Button size="xs" variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
            {t('endOthers')}
          </Button>
        </div>
      )}
    </>
  )
}
