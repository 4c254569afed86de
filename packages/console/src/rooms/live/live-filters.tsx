import { NativeSelect, Switch } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useSources } from '../../facts/source-name.tsx'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { liveQuery, readLiveSearch } from './live-search.ts'
import type { LiveSearch } from './live-search.ts'
import classes from './live.module.css'

type Props = { search: LiveSearch; onSearch: (search: LiveSearch) => void }

/** What narrows the live view. The server does it: of a busy system only what is wanted travels. */
export function LiveFilters({ search, onSearch }: Props) {
  const t = useTranslations('live.filters')
  const types = useTranslations('facts')
  const sources = useSources()
  const change = (part: Record<string, unknown>) => onSearch(readLiveSearch({ ...search, ...part }))
  return (
    <FilterBar clear={liveQuery(search) === '' ? undefined : () => onSearch({ fact: search.fact })}>
      <NativeSelect
        size="xs"
        aria-label={t('source')}
        value={search.source ?? ''}
        onChange={(event) => change({ source: event.currentTarget.value })}
        data={[{ value: '', label: t('anySource') }, ...sources.map(({ sourceId, name }) => ({ value: String(sourceId), label: name }))]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('type')}
        value={search.type ?? ''}
        onChange={(event) => change({ type: event.currentTarget.value })}
        data={[
          { value: '', label: t('anyType') },
          ...(['track', 'identify', 'page', 'screen', 'group', 'alias'] as const).map((value) => ({ value, label: types(value) })),
        ]}
      />
      <DelayedInput label={t('name')} value={search.name} onValue={(name) => change({ name })} />
      <DelayedInput label={t('person')} value={search.person} onValue={(person) => change({ person })} />
      <Property search={search} change={change} />
      <Switch
        size="xs"
        label={t('mine')}
        title={t('mineHint')}
        checked={search.mine === true}
        onChange={(event) => change({ mine: event.currentTarget.checked })}
      />
    </FilterBar>
  )
}

function Property({ search, change }: { search: LiveSearch; change: (part: Record<string, unknown>) => void }) {
  const t = useTranslations('live.filters')
  const test = search.test ?? 'exists'
  return (
    <span className={classes.property}>
      <DelayedInput label={t('property')} value={search.path} onValue={(path) => change({ path })} />
      {search.path !== undefined && (
        <NativeSelect
          size="xs"
          aria-label={t('test')}
          value={test}
          onChange={(event) => change({ test: event.currentTarget.value })}
          data={(['exists', 'equals', 'contains', 'moreThan', 'lessThan'] as const).map((value) => ({ value, label: t(`tests.${value}`) }))}
        />
      )}
      {search.path !== undefined && test !== 'exists' && (
        <DelayedInput label={t('value')} value={search.value} onValue={(value) => change({ value })} />
      )}
    </span>
  )
}
