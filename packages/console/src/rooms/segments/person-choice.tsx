import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'

const PAUSE_MS = 250
const FOUND_MAX = 20

/** Somebody, found by name or the start of an identifier. */
export function PersonChoice({ value, onValue }: { value: string | undefined; onValue: (person: string | undefined) => void }) {
  const t = useTranslations('segments.why')
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { data } = useQuery(
    api.profiles.list.queryOptions({
      input: { search, limit: FOUND_MAX, columns: [] },
      enabled: search !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const options = (data?.items ?? []).map(({ profileId, name, head }) => ({
    value: profileId,
    label: name === null ? head.value : `${name} · ${head.value}`,
  }))
  return (
    <Select
      size="xs"
      maw={360}
      label={t('person')}
      searchable
      value={value ?? null}
      onChange={(person) => onValue(person ?? undefined)}
      searchValue={typed}
      onSearchChange={setTyped}
      data={options}
      filter={({ options: found }) => found}
      nothingFoundMessage={search === '' ? undefined : t('nobody')}
      comboboxProps={{ withinPortal: true }}
    />
  )
}
