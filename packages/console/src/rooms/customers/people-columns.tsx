import { useTranslations } from 'use-intl'
import { Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTraitKeys } from './filter-builder.tsx'
import { COLUMNS_AT_FIRST } from './people-search.ts'
import type { PeopleSearch } from './people-search.ts'

const SHOWN_MAX = 100
const COLUMNS_MAX = 30

/** Which traits the list shows: of those that people here really have, there may be hundreds. */
export function PeopleColumns({ search, onColumns }: { search: PeopleSearch; onColumns: (columns: string[]) => void }) {
  const t = useTranslations('customers')
  const ui = useTranslations('ui')
  const [wanted, setWanted] = useState('')
  const keys = useTraitKeys().map(({ key }) => key)
  const shown = search.columns ?? COLUMNS_AT_FIRST
  const all = [...new Set([...shown, ...keys])].filter((key) => key.toLowerCase().includes(wanted.trim().toLowerCase()))
  const toggle = (key: string) => onColumns(shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key])
  return (
    <Popover position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={15} aria-hidden />}>
          {ui('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={ui('columns')}>
        <TextInput
          size="xs"
          mb="xs"
          aria-label={t('findTrait')}
          placeholder={t('findTrait')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Stack gap={8} mah={320} style={{ overflowY: 'auto' }}>
          {all.slice(0, SHOWN_MAX).map((key) => (
            <Checkbox
              key={key}
              size="xs"
              label={key}
              checked={shown.includes(key)}
              disabled={!shown.includes(key) && shown.length >= COLUMNS_MAX}
              onChange={() => toggle(key)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
