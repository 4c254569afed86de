import { Alert, Button, Group, Modal, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { useUndo } from '../../ui/undo.tsx'
import type { Profile } from './profile.ts'
import { BeforeAfter } from './sketches.tsx'
import { useUndoMerge } from './undo-merge.tsx'

const PAUSE_MS = 250

/** Says that somebody else is the same person: shows what that makes, then does it. */
export function MergePeople({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const t = useTranslations('customers.merge')
  const ui = useTranslations('ui')
  const [other, setOther] = useState<string | null>(null)
  const pair = { a: profile.profileId, b: other ?? profile.profileId }
  const preview = useQuery(api.merges.preview.queryOptions({ input: pair, enabled: other !== null, gcTime: 0 }))
  const { join, isPending, error, reset } = useJoin()
  const { data } = preview
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      <WhoElse not={profile.profileId} value={other} onValue={setOther} />
      {preview.error && <Problem error={preview.error} retry={() => void preview.refetch()} />}
      {data && !data.allowed && (
        <Alert mt="md" color="yellow" variant="light">
          <Refused reason={data.refused} />
        </Alert>
      )}
      {data && <BeforeAfter {...data} />}
      {error && <Problem error={error} retry={reset} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {ui('cancel')}
        </Button>
        <Button loading={isPending} disabled={data?.allowed !== true} onClick={() => join(pair, onClose)}>
          {t('merge')}
        </Button>
      </Group>
    </Modal>
  )
}

function Refused({ reason }: { reason: string | null }) {
  const t = useTranslations('customers')
  return t('merge.refused', { reason: reason === null ? '–' : t(`identity.reasons.${reason as 'kept-apart'}`) })
}

type WhoElseProps = { not: string; value: string | null; onValue: (profileId: string | null) => void }

function WhoElse({ not, value, onValue }: WhoElseProps) {
  const t = useTranslations('customers.merge')
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { data } = useQuery(
    api.profiles.list.queryOptions({
      input: { search, limit: 20, columns: [] },
      enabled: search !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const people = (data?.items ?? []).filter(({ profileId }) => profileId !== not)
  const options = people.map(({ profileId, name, head }) => ({
    value: profileId,
    label: name === null ? head.value : `${name} · ${head.value}`,
  }))
  return (
    <Select
      label={t('search')}
      searchable
      clearable
      value={value}
      onChange={onValue}
      searchValue={typed}
      onSearchChange={setTyped}
      data={options}
      filter={({ options: found }) => found}
      nothingFoundMessage={search === '' ? undefined : t('nobody')}
      comboboxProps={{ withinPortal: true }}
      data-autofocus
    />
  )
}

function useJoin() {
  const t = useTranslations('customers.merge')
  const undoable = useUndo()
  const client = useQueryClient()
  const { undo } = useUndoMerge()
  const mutation = useMutation(api.merges.join.mutationOptions({ onSuccess: () => client.invalidateQueries() }))
  const join = (pair: { a: string; b: string }, onDone: () => void) =>
    mutation.mutate(pair, {
      onSuccess: () => {
        onDone()
        undoable(t('done'), () => undo(pair, () => {}))
      },
    })
  return { join, isPending: mutation.isPending, error: mutation.error, reset: mutation.reset }
}
