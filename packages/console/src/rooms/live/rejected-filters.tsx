import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useSources } from '../../facts/source-name.tsx'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { rejectReasons } from '@percorso/contract/reject-reasons'
import { readRejectedSearch } from './rejected-search.ts'
import type { RejectedSearch } from './rejected-search.ts'

export function RejectedFilters({ search, onSearch }: { search: RejectedSearch; onSearch: (part: RejectedSearch) => void }) {
  const t = useTranslations('live.rejected')
  const filters = useTranslations('live.filters')
  const sources = useSources()
  const change = (part: Record<string, unknown>) => onSearch(readRejectedSearch({ ...search, ...part }))
  const isFiltered = [search.reason, search.source, search.state, search.text].some((part) => part !== undefined)
  const clear = () => onSearch({ reason: undefined, source: undefined, state: undefined, text: undefined })
  return (
    <FilterBar clear={isFiltered ? clear : undefined}>
      <NativeSelect
        size="xs"
        aria-label={t('reason')}
        value={search.reason ?? ''}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        data={[{ value: '', label: t('anyReason') }, ...rejectReasons.map((value) => ({ value, label: t(`why.${value}`) }))]}
      />
      <NativeSelect
        size="xs"
        aria-label={filters('source')}
        value={search.source ?? ''}
        onChange={(event) => change({ source: event.currentTarget.value })}
        data={[
          { value: '', label: filters('anySource') },
          ...sources.map(({ sourceId, name }) => ({ value: String(sourceId), label: name })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('state')}
        value={search.state ?? ''}
        onChange={(event) => change({ state: event.currentTarget.value })}
        data={[
          { value: '', label: t('open') },
          { value: 'replayed', label: t('replayed') },
        ]}
      />
      <DelayedInput label={t('text')} value={search.text} onValue={(text) => change({ text })} width={220} />
    </FilterBar>
  )
}
