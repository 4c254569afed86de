import { Button } from '@mantine/core'
import type { Touchpoint } from '@percorso/contract'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Asks first: another one could be made, but journeys and maps know this one by its number. */
export function DeleteTouchpoint({ touchpoint: { touchpointId, name }, onDone }: { touchpoint: Touchpoint; onDone: () => void }) {
  const t = useTranslations('touchpoints.remove')
  const [asked, setAsked] = useState(false)
  const client = useQueryClient()
  const remove = useMutation(
    api.touchpoints.remove.mutationOptions({
      onSuccess: async () => {
        onDone()
        await client.invalidateQueries({ queryKey: api.touchpoints.key() })
      },
    }),
  )
  const close = () => {
    setAsked(false)
    remove.reset()
  }
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setAsked(true)}>
        {t('delete')}
      </Button>
      <Confirm
        opened={asked}
        onClose={close}
        title={t('title', { name })}
        verb={t('verb')}
        pending={remove.isPending}
        onConfirm={() => remove.mutate({ touchpointId })}
      >
        {t('hint')}
        {remove.error && <Problem error={remove.error} retry={() => remove.mutate({ touchpointId })} />}
      </Confirm>
    </>
  )
}
