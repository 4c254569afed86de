import { NativeSelect, NumberInput, Select, Switch } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { orders, USUAL_LOOKBACK_DAYS } from './attribution-search.ts'
import type { AttributionSearch } from './attribution-search.ts'
import classes from './moments.module.css'
import { momentPeriods } from './moments-search.ts'
import { SegmentSelect } from './segment-select.tsx'
import { useChoices } from './use-choices.ts'

type AttributionFormProps = { search: AttributionSearch; onSearch: (part: AttributionSearch) => void }

/** Of what outcome, on paths of whom and how long, and how much of them the chain remembers. */
export function AttributionForm({ search, onSearch }: AttributionFormProps) {
  const t = useTranslations('moments.attribution')
  const form = useTranslations('moments.form')
  const { outcome, lookback, order = 1, repeats, days, steps, segment } = search
  const { groups } = useChoices(steps, [outcome])
  return (
    <FilterBar>
      <div className={classes.form}>
        <Select
          size="xs"
          label={t('outcome')}
          placeholder={form('choose')}
          searchable
          limit={200}
          data={groups}
          value={outcome ?? null}
          onChange={(value) => onSearch({ outcome: value ?? undefined })}
        />
        <NumberInput
          size="xs"
          label={t('lookback')}
          min={1}
          max={730}
          allowDecimal={false}
          value={lookback ?? USUAL_LOOKBACK_DAYS}
          onChange={(value) => onSearch({ lookback: typeof value === 'number' && value >= 1 ? value : undefined })}
        />
        <NativeSelect
          size="xs"
          label={t('order')}
          value={order}
          data={orders.map((each) => ({ value: String(each), label: t('orders', { n: each }) }))}
          onChange={(event) => onSearch({ order: orders.find((each) => String(each) === event.currentTarget.value) })}
        />
        <SegmentSelect segment={segment} onSegment={(id) => onSearch({ segment: id })} />
        <NativeSelect
          size="xs"
          label={form('period')}
          value={days ?? ''}
          data={[{ value: '', label: form('always') }, ...momentPeriods.map((each) => ({ value: String(each), label: form('days', { n: each }) }))]}
          onChange={(event) => onSearch({ days: momentPeriods.find((each) => String(each) === event.currentTarget.value) })}
        />
        <NativeSelect
          size="xs"
          label={form('steps')}
          value={steps ?? ''}
          data={(['', 'touchpoints', 'facts'] as const).map((each) => ({ value: each, label: form(`stepKinds.${each || 'usual'}`) }))}
          onChange={(event) => onSearch({ steps: (event.currentTarget.value || undefined) as typeof steps, outcome: undefined })}
        />
        <Switch size="xs" label={t('repeats')} checked={repeats === true} onChange={(event) => onSearch({ repeats: event.currentTarget.checked || undefined })} />
      </div>
    </FilterBar>
  )
} // prettier-ignore
