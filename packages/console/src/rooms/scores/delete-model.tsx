import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { UsedBy } from '../traits/used-by.tsx'
import type { Model } from './score-types.ts'

/** Asks first, and says who uses its traits: what others are built on cannot be deleted. */
export function DeleteModel({ model: { modelId, name, usedBy } }: { model: Model }) {
  const t = useTranslations('scores.remove')
  const [asked, setAsked] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation(
    api.scores.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/scores' })
        void client.invalidateQueries({ queryKey: api.scores.key() })
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
        onConfirm={() => remove.mutate({ modelId })}
      >
        {usedBy.length > 0 ? (
          <>
            {t('inUse')} <UsedBy users={usedBy} />
          </>
        ) : (
          t('hint')
        )}
        {remove.error && <Problem error={remove.error} retry={() => remove.mutate({ modelId })} />}
      </Confirm>
    </>
  )
}
