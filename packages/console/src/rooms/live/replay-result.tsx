import { CloseButton, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import classes from './rejected.module.css'

const LOOK_EVERY_MS = 1_000

/** What became of what was replayed, until nothing of it waits any more. */
export function ReplayResult({ since, onClose }: { since: string; onClose: () => void }) {
  const t = useTranslations('live.rejected')
  const ui = useTranslations('ui')
  const client = useQueryClient()
  const { data } = useQuery({
    ...api.rejected.result.queryOptions({ input: { since } }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.waiting > 0) && LOOK_EVERY_MS,
    retry: false,
  })
  const isDone = data?.waiting === 0
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: api.rejected.list.key() })
  }, [isDone, client])
  if (!data) return null
  return (
    <output className={classes.result}>
      <Text size="sm" component="span">
        {t('result', {
          count: data.taken + data.rejected + data.waiting,
          taken: data.taken,
          rejected: data.rejected,
          waiting: data.waiting,
        })}
      </Text>
      <CloseButton size="sm" aria-label={ui('close')} onClick={onClose} />
    </output>
  )
}
