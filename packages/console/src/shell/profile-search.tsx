import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'
import classes from './shell.module.css'

const WAIT_MS = 200
const RESULTS_MAX = 8

/** A box that finds profiles by the start of an identifier and leads to them. */
export function ProfileSearch() {
  const t = useTranslations('search')
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), WAIT_MS)
  const found = useQuery({
    ...api.profiles.list.queryOptions({ input: { search: settled, limit: RESULTS_MAX } }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    throwOnError: false,
  })
  const profiles = settled === '' ? [] : (found.data?.items ?? [])
  const nothing = found.isError ? t('failed') : found.isFetching || settled !== typed.trim() ? t('searching') : t('none')

  return (
    <Select
      size="xs"
      searchable
      aria-label={t('label')}
      placeholder={t('placeholder')}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={<span />}
      rightSectionPointerEvents="none"
      data={profiles.map(({ profileId, head }) => ({ value: profileId, label: head.value }))}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const profile = profiles.find(({ profileId }) => profileId === option.value)
        return (
          <span className={classes.found}>
            <span className={classes.foundName}>{option.label}</span>
            <span className={classes.foundFacts}>{t('facts', { count: profile?.facts ?? 0 })}</span>
          </span>
        )
      }}
      nothingFoundMessage={typed.trim() === '' ? undefined : nothing}
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(profileId) => {
        if (profileId === null) return
        setTyped('')
        void navigate({ to: '/profiles/$profileId', params: { profileId } })
      }}
      selectFirstOptionOnChange
    />
  )
}
