import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { ComputedTrait } from './trait-types.ts'
import { UsedBy } from './used-by.tsx'

/** Asks first, and says who uses it: what others are built on cannot be deleted. */
export function DeleteTrait({ trait: { traitId, key, usedBy }, onDone }: { trait: ComputedTrait; onDone: () => void }) {
  const t = useTranslations('traits.remove')
  const [asked, setAsked] = useState(false)
  const client = useQueryClient()
  const remove = useMutation(
    api.computedTraits.remove.mutationOptions({
      onSuccess: async () => {
        onDone()
        await client.invalidateQueries({ queryKey: api.computedTraits.key() })
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
        title={t('title', { key })}
        verb={t('verb')}
        pending={remove.isPending}
        onConfirm={() => remove.mutate({ traitId })}
      >
        {usedBy.length > 0 ? (
          <>
            {t('inUse')} <UsedBy users={usedBy} />
          </>
        ) : (
          t('hint')
        )}
        {remove.error && <Problem error={remove.error} retry={() => remove.mutate({ traitId })} />}
      </Confirm>
    </>
  )
}
