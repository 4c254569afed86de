import { Button } from '@mantine/core'
import { IconChartCircles, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { UsedBy } from '../traits/used-by.tsx'
import { SetForm } from './set-form.tsx'
import type { UploadedSet } from './set-types.ts'

/** Use it in a segment, rename it, delete it. */
export function SetActions({ set }: { set: UploadedSet }) {
  const t = useTranslations('sets')
  const { may } = useMe()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const close = () => setOpen(undefined)
  if (!may('segments.manage')) return null
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconChartCircles size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/segments/new" search={{ name: set.name, rule: { set: set.setId } }} {...props} />}
      >
        {t('use')}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setOpen('edit')}>
        {t('rename')}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setOpen('delete')}>
        {t('delete')}
      </Button>
      {open === 'edit' && <SetForm set={set} onClose={close} />}
      <Delete set={set} opened={open === 'delete'} onClose={close} />
    </>
  )
}

/** Asks first, and says who uses it: a set that rules name cannot be deleted. */
function Delete({ set: { setId, name, usedBy }, opened, onClose }: { set: UploadedSet; opened: boolean; onClose: () => void }) {
  const t = useTranslations('sets.remove')
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation(
    api.sets.remove.mutationOptions({
      async onSuccess() {
        await navigate({ to: '/sets' })
        void client.invalidateQueries({ queryKey: api.sets.key() })
      },
    }),
  )
  const close = () => {
    remove.reset()
    onClose()
  }
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={t('title', { name })}
      verb={t('verb')}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ setId })}
    >
      {usedBy.length > 0 ? (
        <>
          {t('inUse')} <UsedBy users={usedBy} />
        </>
      ) : (
        t('hint')
      )}
      {remove.error && <Problem error={remove.error} retry={remove.reset} />}
    </Confirm>
  )
}
