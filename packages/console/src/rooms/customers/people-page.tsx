import { Button } from '@mantine/core'
import type { Rule } from '@percorso/contract'
import { IconFilter } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterBuilder } from './filter-builder.tsx'
import { PeopleColumns } from './people-columns.tsx'
import { PeopleCount } from './people-count.tsx'
import { PeopleTable } from './people-table.tsx'
import type { PeopleSearch } from './people-search.ts'
import { SavedViews } from './saved-views.tsx'

/** `/customers`: everybody, or those who are searched and filtered for. */
export function PeoplePage() {
  const t = useTranslations('customers')
  const search = useSearch({ from: '/customers' })
  const navigate = useNavigate({ from: '/customers' })
  const change = useCallback(
    (part: PeopleSearch) => void navigate({ search: (before: PeopleSearch) => ({ ...before, ...part }) }),
    [navigate],
  )
  const onFilter = useCallback((filter: Rule | undefined) => change({ filter }), [change])
  const [building, setBuilding] = useState(search.filter !== undefined)
  const isNarrow = search.search !== undefined || search.filter !== undefined
  const clear = () => {
    setBuilding(false)
    change({ search: undefined, filter: undefined })
  }
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <SavedViews search={search} onView={(view) => void navigate({ search: () => view })} />
        <ExportMenu search={search} />
      </PageHeader>
      <FilterBar clear={isNarrow ? clear : undefined} end={<PeopleColumns search={search} onColumns={(columns) => change({ columns })} />}>
        <DelayedInput
          label={t('search')}
          value={search.search}
          onValue={(text) => change({ search: text === '' ? undefined : text })}
          width={280}
        />
        <Button
          size="xs"
          variant={building ? 'light' : 'default'}
          leftSection={<IconFilter size={15} aria-hidden />}
          aria-expanded={building}
          onClick={() => setBuilding(!building)}
        >
          {t('filter.title')}
        </Button>
      </FilterBar>
      {building && <FilterBuilder filter={search.filter} onFilter={onFilter} />}
      <PeopleCount search={search} />
      <PeopleTable search={search} onSort={change} isNarrow={isNarrow} clear={clear} />
    </>
  )
}
