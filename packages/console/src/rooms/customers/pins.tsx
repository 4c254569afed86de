import { ActionIcon } from '@mantine/core'
import { IconPinnedOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { useUndo } from '../../ui/undo.tsx'
import { Panel } from './panel.tsx'
import classes from './profile.module.css'

/** Facts that somebody found worth keeping in sight. There is no such panel while there are none. */
export function Pins({ profileId }: { profileId: string }) {
  const t = useTranslations('customers.pins')
  const { may } = useMe()
  const { data: pins } = useQuery(api.pins.list.queryOptions({ input: { profileId } }))
  const unpin = useUnpin(profileId)
  if (!pins || pins.length === 0) return null
  return (
    <Panel title={t('title')} count={pins.length}>
      <ul className={classes.entries}>
        {pins.map(({ messageId, pinnedBy, fact }) => (
          <li key={messageId} className={classes.entry}>
            <span className={classes.value}>
              <Name>{fact.name}</Name>
              <span className={classes.origin}>
                <Moment at={fact.time} /> · {t('by', { name: pinnedBy })}
              </span>
            </span>
            {may('people.edit') && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('unpin')}
                title={t('unpin')}
                onClick={() => unpin(messageId)}
              >
                <IconPinnedOff size={14} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function usePin(profileId: string): (messageId: string) => void {
  const client = useQueryClient()
  const pin = useMutation(api.pins.pin.mutationOptions({ onSuccess: () => void client.invalidateQueries({ queryKey: api.pins.key() }) }))
  return (messageId) => pin.mutate({ profileId, messageId })
}

function useUnpin(profileId: string): (messageId: string) => void {
  const t = useTranslations('customers.pins')
  const client = useQueryClient()
  const undoable = useUndo()
  const pin = usePin(profileId)
  const unpin = useMutation(
    api.pins.unpin.mutationOptions({ onSuccess: () => void client.invalidateQueries({ queryKey: api.pins.key() }) }),
  )
  return (messageId) => unpin.mutate({ profileId, messageId }, { onSuccess: () => undoable(t('unpinned'), () => pin(messageId)) })
}
