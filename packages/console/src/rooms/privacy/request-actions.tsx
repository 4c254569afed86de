import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { useMe } from '../../shell/me.ts'
import { toast } from '../../ui/toast.tsx'
import { useUndo } from '../../ui/undo.tsx'
import type { Request } from './privacy.ts'
import classes from './privacy.module.css'

type Change = { status?: Request['status']; handledBy?: string | null }

/** What can be done with a request from the list: all of it can be taken back, and nothing of it touches the person. */
export function RequestActions({ request: { requestId, status, handledBy, erasure } }: { request: Request }) {
  const t = useTranslations('privacy.requests')
  const { me } = useMe()
  const undo = useUndo()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (part: Change) => api.privacy.update.call({ requestId, ...part }),
    onSuccess: () => client.invalidateQueries({ queryKey: api.privacy.key() }),
    onError: (error) => void toast({ color: 'red', message: problemOf(error)?.message ?? String(error) }),
  })
  if (erasure !== null) return null
  const close = (to: 'done' | 'refused') =>
    change.mutate(
      { status: to },
      { onSuccess: () => undo(t(to === 'done' ? 'closed' : 'refused'), () => change.mutateAsync({ status: 'open' })) },
    )
  if (status !== 'open') return <Small label={t('reopen')} run={() => change.mutate({ status: 'open' })} />
  return (
    <Group gap={4} wrap="nowrap">
      <Small label={t('close')} run={() => close('done')} />
      <Small label={t('refuse')} run={() => close('refused')} />
      {me && handledBy !== me.name && <Small label={t('handle')} run={() => change.mutate({ handledBy: me.name })} />}
    </Group>
  )
}

function Small({ label, run }: { label: string; run: () => void }) {
  return (
    <Button size="compact-xs" variant="default" className={classes.whole} onClick={run}>
      {label}
    </Button>
  )
}
